"""All cases, by the families of RELIABILITY §4."""

from tests.chat.hostile.case import Case
from tests.chat.hostile.cases import (
    amounts,
    confirmation,
    ids,
    injection,
    own_words,
    protocol,
    reply,
    salami,
    texts,
    tools,
    undoing,
    volume,
)

CASES: tuple[Case, ...] = (
    *ids.CASES,
    *amounts.CASES,
    *tools.CASES,
    *volume.CASES,
    *salami.CASES,
    *texts.CASES,
    *confirmation.CASES,
    *own_words.CASES,
    *injection.CASES,
    *protocol.CASES,
    *reply.CASES,
    *undoing.CASES,
)
