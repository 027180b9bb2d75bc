"""Does JSON have the form that the SDK's models describe? Stricter than the SDK: strangers are refused.

The SDK itself drops unknown properties in silence and reads a missing one as null, so its models are used
as a description only and walked here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linebot.v3.messaging import models
from pydantic.v1 import BaseModel
from pydantic.v1.fields import MAPPING_LIKE_SHAPES, SHAPE_LIST, ModelField

from bot.dev.refusals import Problem


def mismatches(value: object, model: type[BaseModel], at: str = "") -> Iterator[Problem]:
    """Yield where JSON differs from an SDK model; `at` is the path of the value in the request."""
    if not isinstance(value, dict):
        yield Problem(at, "must be an object")
        return
    concrete = _concrete(model, value)
    if concrete is None:
        yield Problem(inside(at, "type"), "invalid type")
        return
    known = {field.alias: field for field in concrete.__fields__.values()}
    for name in value.keys() - known.keys():
        yield Problem(inside(at, name), "unknown property", unknown=True)
    for name, field in known.items():
        yield from _field_mismatches(value, name, field, inside(at, name))


def inside(at: str, name: str | int) -> str:
    """Return the path of a property or an element, as LINE writes it: `messages[0].text`."""
    if isinstance(name, int):
        return f"{at}[{name}]"
    return f"{at}.{name}" if at else name


def _concrete(model: type[BaseModel], value: Mapping[str, Any]) -> type[BaseModel] | None:
    """Follow the discriminator; None when it names no type, or one that is not allowed here."""
    for ancestor in model.__mro__:
        names = vars(ancestor).get(f"_{ancestor.__name__}__discriminator_value_class_map")
        if names:
            kind = value.get("type")
            name = names.get(kind) if isinstance(kind, str) else None
            chosen: type[BaseModel] | None = getattr(models, name) if name else None
            return chosen if chosen is not None and issubclass(chosen, model) else None
    return model


def _field_mismatches(value: Mapping[str, Any], name: str, field: ModelField, at: str) -> Iterator[Problem]:
    if name not in value:
        if field.required:
            yield Problem(at, "May not be empty")
    elif value[name] is None:
        yield Problem(at, "must not be null")
    elif isinstance(field.type_, type) and issubclass(field.type_, BaseModel):
        yield from _nested_mismatches(value[name], field, at)
    else:
        yield from _leaf_mismatches(value[name], field, at)


def _nested_mismatches(value: object, field: ModelField, at: str) -> Iterator[Problem]:
    if field.shape == SHAPE_LIST:
        yield from _list_mismatches(value, field, at)
    elif field.shape in MAPPING_LIKE_SHAPES:
        if not isinstance(value, dict):
            yield Problem(at, "must be an object")
            return
        for key, item in value.items():
            yield from mismatches(item, field.type_, inside(at, key))
    else:
        yield from mismatches(value, field.type_, at)


def _list_mismatches(value: object, field: ModelField, at: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(at, "must be a list")
        return
    least = getattr(field.outer_type_, "min_items", None) or 0
    most = getattr(field.outer_type_, "max_items", None)
    if len(value) < least or (most is not None and len(value) > most):
        yield Problem(at, f"Size must be between {least} and {most}")
    for number, item in enumerate(value):
        yield from mismatches(item, field.type_, inside(at, number))


def _leaf_mismatches(value: object, field: ModelField, at: str) -> Iterator[Problem]:
    _, error = field.validate(value, {}, loc=field.alias)
    if error:
        first = error[0] if isinstance(error, list) else error
        yield Problem(at, str(getattr(first, "exc", "invalid value")))
