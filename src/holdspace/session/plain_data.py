"""Choices as data that JSON can hold, and back, with every value checked: the data may come from a stranger's file."""

from __future__ import annotations

import dataclasses
import math
import re
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_FRACTION = re.compile(r"(-?\d{1,12})(?:/([1-9]\d{0,11}))?")
_LONGEST_TEXT = 300
_MOST_ITEMS = 100
_LARGEST_NUMBER = 10**9
_QUIETEST = "-inf"
"""JSON has no infinity."""
_OF_A_PLACE = {"place"}
"""Where something stood in which file is nobody's business, and differs from machine to machine."""


class Unfit(ValueError):
    """Data that we did not write; it says why, in words for whoever has the file."""


def as_data(value: object) -> Any:
    """`value`, made of data classes, tuples and plain values, for JSON; what is as usual is left out."""
    if dataclasses.is_dataclass(value):
        fields = [f for f in dataclasses.fields(value) if f.name not in _OF_A_PLACE]
        return {f.name: as_data(getattr(value, f.name)) for f in fields if getattr(value, f.name) != f.default}
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if isinstance(value, Fraction):
        return str(value)
    return _QUIETEST if value == -math.inf else value


def from_data(kind: type[T], data: object) -> T:
    """The data class `kind` that `as_data` made `data` of. Raises `ValueError` for anything else."""
    return kind(**_fields(kind, data))


def _fields(kind: Any, data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _wrong(kind)
    hints = get_type_hints(kind)
    known = {f.name for f in dataclasses.fields(kind)} - _OF_A_PLACE
    missing = {
        f.name for f in dataclasses.fields(kind)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }  # fmt: skip
    if not data.keys() <= known or not missing <= data.keys():
        raise _wrong(kind)
    return {name: _value(hints[name], value) for name, value in data.items()}


def _value(hint: Any, data: Any) -> Any:
    origin, options = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return None if data is None and NoneType in options else _value(options[0], data)
    if origin is Literal:
        return _checked(data, isinstance(data, str) and data in options, hint)
    if origin is tuple:
        items = _checked(data, isinstance(data, list) and len(data) <= _MOST_ITEMS, hint)
        return tuple(_value(options[0], item) for item in items)
    if dataclasses.is_dataclass(hint):
        return hint(**_fields(hint, data))  # type: ignore[operator]  # a class, as `hint` is a type
    return _plain(hint, data)


def _plain(hint: Any, data: Any) -> Any:
    if hint is str:
        return _checked(data, isinstance(data, str) and len(data) <= _LONGEST_TEXT and data.isprintable(), hint)
    if hint is bool:
        return _checked(data, isinstance(data, bool), hint)
    if hint is int:
        is_number = isinstance(data, int) and not isinstance(data, bool)
        return _checked(data, is_number and abs(data) <= _LARGEST_NUMBER, hint)
    if hint is float:
        if data == _QUIETEST:
            return -math.inf
        is_number = isinstance(data, (int, float)) and not isinstance(data, bool)
        return float(_checked(data, is_number and abs(data) <= _LARGEST_NUMBER, hint))
    if hint is Fraction:
        match = _FRACTION.fullmatch(data) if isinstance(data, str) else None
        if match:
            return Fraction(int(match[1]), int(match[2] or 1))
    raise _wrong(hint)


def _checked(data: Any, is_right: bool, hint: object) -> Any:
    if not is_right:
        raise _wrong(hint)
    return data


def _wrong(hint: object) -> ValueError:
    return ValueError(f"no {getattr(hint, '__name__', hint)}")
