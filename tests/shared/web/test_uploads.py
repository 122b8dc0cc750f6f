"""What is recognised, what is refused at once, and what happens around the process that opens the files."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.errors import Problem, TooLarge, Unavailable, Unprocessable, UnsupportedMedia
from shared.web import uploads
from shared.web.uploads import clean
from tests.shared.web.papers import saved, written
from tests.shared.web.photos import encoded, picture

ROOT = Path(__file__).parents[3]
OTHERS = {
    "empty": b"",
    "one byte": b"\xff",
    "text": b"Coffee 200",
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
    "SVG with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "GIF of 200 frames": encoded(
        picture(), "GIF", save_all=True, append_images=[picture(120, 60 + n) for n in range(199)]
    ),
    "BMP": encoded(picture(), "BMP"),
    "TIFF": encoded(picture(), "TIFF"),
    "AVIF": b"\0\0\0\x1cftypavif" + bytes(40),
    "RIFF that is no WEBP": b"RIFF\x24\0\0\0WAVE" + bytes(40),
    "ZIP": b"PK\x03\x04" + bytes(40),
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_other_kind_of_file_is_unsupported(name: str) -> None:
    with pytest.raises(UnsupportedMedia):
        clean(OTHERS[name])


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_a_heic_photo_is_unsupported_and_the_answer_says_to_send_a_jpeg(brand: bytes) -> None:
    with pytest.raises(UnsupportedMedia, match=r"HEIC.*JPEG"):
        clean(b"\0\0\0\x18ftyp" + brand + bytes(40))


def test_ten_megabytes_and_one_byte_are_too_large() -> None:
    with pytest.raises(TooLarge):
        clean(encoded(picture(), "JPEG").ljust(uploads.MAX_BYTES + 1, b"\0"))


def test_ten_megabytes_are_not_too_large() -> None:
    assert clean(encoded(picture(), "JPEG").ljust(uploads.MAX_BYTES, b"\0")).content_type == "image/jpeg"


def test_the_digest_is_that_of_the_bytes_as_they_were_sent() -> None:
    data = encoded(picture(), "PNG")
    assert clean(data).sha256 == hashlib.sha256(data).hexdigest()


def test_twenty_files_at_once_are_all_cleaned() -> None:
    files = [encoded(picture(), "JPEG"), encoded(picture(), "PNG"), saved(written()), encoded(picture(), "WEBP")] * 5
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(clean, files))
    assert [one.pages for one in found] == [1] * 20
    assert [one.sha256 for one in found] == [hashlib.sha256(data).hexdigest() for data in files]


def test_only_one_file_is_open_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_WAIT_SECONDS", 0)
    with uploads._ONE_AT_A_TIME, pytest.raises(Unavailable):
        clean(encoded(picture(), "JPEG"))


def _with_child(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    child = folder / "child.py"
    child.write_text(code, encoding="utf-8")
    monkeypatch.setattr(uploads, "_CHILD", child)


@pytest.mark.parametrize(
    "code",
    ["import os; os.abort()", "import sys; sys.stdin.buffer.read(); import signal; signal.pause()"],
    ids=["crashes", "hangs"],
)
def test_a_file_that_crashes_or_hangs_its_decoder_is_unreadable_and_the_next_is_served(
    code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(uploads, "_WALL_SECONDS", 1)
        _with_child(patch, tmp_path, code)
        with pytest.raises(Unprocessable) as caught:
            clean(encoded(picture(), "JPEG"))
    assert caught.value.code == "unreadable_file"
    assert clean(encoded(picture(), "JPEG")).pages == 1


def test_a_child_that_cannot_start_is_our_fault_not_the_file_s(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _with_child(monkeypatch, tmp_path, "import nothing_of_this_name")
    with pytest.raises(RuntimeError):
        clean(encoded(picture(), "JPEG"))


def test_the_child_s_own_limits_stop_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    limits = f"import runpy; child = runpy.run_path({str(uploads._CHILD)!r}); child['_limit']()"
    _with_child(monkeypatch, tmp_path, f"{limits}; bytearray(600_000_000)")
    with pytest.raises(RuntimeError):  # MemoryError ends the process with 1
        clean(encoded(picture(), "JPEG"))
    _with_child(monkeypatch, tmp_path, f"{limits}\nwhile True: pass")
    monkeypatch.setattr(uploads, "_WALL_SECONDS", 60)
    code, _ = uploads._run("image/jpeg", b"")
    assert code < 0, "the CPU limit ends it with a signal, before the wall clock does"


def test_the_child_gets_no_variable_of_this_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_OF_THE_SERVER", "x")
    _with_child(monkeypatch, tmp_path, "import os, sys; sys.exit('SECRET_OF_THE_SERVER' in os.environ)")
    with pytest.raises(ValueError, match="Expecting value"):  # it ran to its end, and answered nothing
        clean(encoded(picture(), "JPEG"))


def test_it_works_from_another_folder_with_the_packages_on_the_path_alone(tmp_path: Path) -> None:
    (tmp_path / "one.jpg").write_bytes(encoded(picture(), "JPEG"))
    code = (
        f"import sys; sys.path.append({str(ROOT)!r}); from pathlib import Path;"
        "from shared.web.uploads import clean; print(clean(Path('one.jpg').read_bytes()).content_type)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "image/jpeg"


def test_importing_it_loads_no_decoder() -> None:
    code = "import sys, shared.web.uploads; print([m for m in sys.modules if m in ('PIL', 'pikepdf', 'flask', 'lxml')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_detail_of_a_refusal_is_plain_and_says_nothing_of_the_file() -> None:
    with pytest.raises(Problem) as caught:
        clean(b"\xff\xd8\xffCANARY-7731")
    assert caught.value.detail.isascii()
    assert "CANARY" not in caught.value.detail
