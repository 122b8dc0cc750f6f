"""Tesseract as a child process: a grey picture in, words with their boxes out."""

import csv
import io
import os
import shutil
import subprocess

from PIL import Image

from dev.gemini.reading.lines import Word

TIME_LIMIT_S = 40
LEAST_CONFIDENCE = 15.0


def available() -> bool:
    """Whether the tesseract program is installed."""
    return shutil.which("tesseract") is not None


def read_words(picture: Image.Image, *, languages: str = "eng", page_mode: int = 6) -> list[Word]:
    """Words of a prepared picture; empty when tesseract is missing, fails or takes too long."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1, dpi=(200, 200))
    # One thread: the model is small, and threads of several processes only wait for each other.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", "stdin", "stdout", "-l", languages, "--psm", str(page_mode), "tsv"]
    try:
        done = subprocess.run(
            command, input=buffer.getvalue(), capture_output=True, timeout=TIME_LIMIT_S, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return words_of_table(done.stdout.decode("utf-8", "replace"))


def words_of_table(table: str) -> list[Word]:
    """The words of tesseract's TSV output that it believes in."""
    words = []
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        confidence = float(row["conf"])
        if not text or confidence < LEAST_CONFIDENCE:
            continue
        left, top = float(row["left"]), float(row["top"])
        words.append(Word(text, left, top, left + float(row["width"]), top + float(row["height"]), confidence))
    return words
