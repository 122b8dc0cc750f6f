"""A tool is a typed function that a model may ask for: its name, its docstring and its arguments are what it is told.

    @tool("read")
    def list_budgets(turn: Turn[Context], arguments: ListBudgets) -> BudgetList:
        '''The person's budgets of a period. Use it when they ask what they may still spend.'''

Whose data it works on comes from `turn.identity`, never from an argument.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_origin

from pydantic import BaseModel

from shared.ai.schema import is_closed, names_a_person, names_in, schema_of
from shared.ai.turn import Turn

Effect = Literal["read", "write", "destructive"]
Result = BaseModel | Mapping[str, Any]
FINAL_ANSWER = "final_answer"  # what the runner calls the answer where tools and JSON mode exclude each other
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")


class ToolRefused(Exception):
    """A tool does not do what it was asked; `words` tell the model why, in words that may be shown to it."""

    def __init__(self, words: str) -> None:
        super().__init__("a tool refused")
        self.words = words


@dataclass(frozen=True, slots=True)
class Tool:
    """A declared tool. `parameters` is the JSON Schema of `arguments`, as it is sent."""

    name: str
    description: str
    effect: Effect
    arguments: type[BaseModel]
    function: Callable[..., Result]
    parameters: Mapping[str, Any] = field(repr=False)

    def __call__(self, turn: Turn[Any], arguments: BaseModel) -> Result:
        """Do it, with arguments that were validated. Raises what the function raises."""
        return self.function(turn, arguments)


def tool(effect: Effect) -> Callable[[Callable[..., Result]], Tool]:
    """Declare a function a tool. `read` changes nothing, `write` can be undone, `destructive` loses something.

    Raises TypeError for a function that is not typed so, and ValueError for one that is not documented, whose
    arguments are not closed, or that takes an argument which names a user.
    """

    def declare(function: Callable[..., Result]) -> Tool:
        arguments = _arguments_of(function)
        parameters = schema_of(arguments)
        aliased = names_in(parameters) | names_in(arguments.model_json_schema(by_alias=False))
        if people := sorted(filter(names_a_person, aliased)):
            raise ValueError(f"{function.__name__}: the user comes from the sign-in, not from {people}")
        if not is_closed(parameters):
            raise ValueError(f"{function.__name__}: every object in the arguments must forbid extra keys")
        return Tool(function.__name__, _description_of(function), effect, arguments, function, parameters)

    return declare


def _description_of(function: Callable[..., Result]) -> str:
    if not _NAME.fullmatch(function.__name__) or function.__name__ == FINAL_ANSWER:
        raise ValueError("a tool's name is lower case letters, digits and underscores, and not final_answer")
    description = inspect.getdoc(function)
    if not description:
        raise ValueError(f"{function.__name__}: the docstring tells the model when to use it")
    return description


def _arguments_of(function: Callable[..., Result]) -> type[BaseModel]:
    """The model of the second parameter."""
    signature = inspect.signature(function, eval_str=True)
    types = [parameter.annotation for parameter in signature.parameters.values()]
    if len(types) != 2 or (get_origin(types[0]) or types[0]) is not Turn:
        raise TypeError(f"{function.__name__}: a tool takes a Turn and its arguments")
    if not (isinstance(types[1], type) and issubclass(types[1], BaseModel)):
        raise TypeError(f"{function.__name__}: the arguments of a tool are a pydantic model")
    returned = get_origin(signature.return_annotation) or signature.return_annotation
    if not (isinstance(returned, type) and issubclass(returned, BaseModel | Mapping)):
        raise TypeError(f"{function.__name__}: a tool returns a pydantic model or a dict")
    return types[1]
