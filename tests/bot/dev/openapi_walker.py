"""Checks JSON against LINE's published OpenAPI description, by its discriminators.

A stock validator takes nearly everything there, because the kinds of a message hang on their parent's
discriminator only. This one follows `discriminator.mapping`, joins `allOf` and refuses unknown properties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_PREFIX = "#/components/schemas/"
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}

Schema = dict[str, Any]


class Description:
    """An OpenAPI file's schemas."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._schemas = yaml.load(file, Loader=yaml.CSafeLoader)["components"]["schemas"]

    def faults(self, value: object, name: str) -> list[str]:
        """Return where a value differs from the schema of a name."""
        return list(self._walk(value, {"$ref": _PREFIX + name}, name))

    def _walk(self, value: object, schema: Schema, at: str) -> Iterator[str]:
        flat = self._flat(self._chosen(value, schema))
        if flat is None:
            yield f"{at}: no such type"
            return
        kind = flat.get("type", "object")
        if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
            yield f"{at}: not of type {kind}"
            return
        if isinstance(value, dict):
            yield from self._object(value, flat, at)
        elif isinstance(value, list):
            yield from _between(len(value), flat, "minItems", "maxItems", at)
            for number, item in enumerate(value):
                yield from self._walk(item, flat["items"], f"{at}[{number}]")
        else:
            yield from _leaf(value, flat, at)

    def _object(self, value: dict[str, Any], flat: Schema, at: str) -> Iterator[str]:
        yield from (f"{at}.{name}: missing" for name in flat.get("required", []) if name not in value)
        properties, others = flat.get("properties", {}), flat.get("additionalProperties")
        for name, item in value.items():
            if name in properties:
                yield from self._walk(item, properties[name], f"{at}.{name}")
            elif others:
                yield from self._walk(item, others, f"{at}.{name}")
            else:
                yield f"{at}.{name}: unknown"

    def _chosen(self, value: object, schema: Schema) -> Schema | None:
        """Follow references, then the discriminator where the schema or its parents have one."""
        if "$ref" not in schema:
            return schema
        name = schema["$ref"].removeprefix(_PREFIX)
        discriminator = self._flat({"$ref": schema["$ref"]}).get("discriminator")
        if discriminator is None or not isinstance(value, dict):
            return schema
        kind = value.get(discriminator["propertyName"])
        target = discriminator["mapping"].get(kind) if isinstance(kind, str) else None
        if target is None or not self._is_a(target.removeprefix(_PREFIX), name):
            return None
        return {"$ref": target}

    def _is_a(self, name: str, ancestor: str) -> bool:
        parents = (
            part["$ref"].removeprefix(_PREFIX)
            for part in self._schemas[name].get("allOf", ())
            if "$ref" in part
        )
        return name == ancestor or any(self._is_a(parent, ancestor) for parent in parents)

    def _flat(self, schema: Schema | None) -> Any:
        """Join a schema with what it refers to and all of `allOf`."""
        if schema is None:
            return None
        if "$ref" in schema:
            return self._flat(self._schemas[schema["$ref"].removeprefix(_PREFIX)])
        joined: Schema = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema.get("allOf", ()):
            flat = self._flat(part)
            joined["properties"] = {**flat.get("properties", {}), **joined.get("properties", {})}
            joined["required"] = [*flat.get("required", []), *joined.get("required", [])]
            for key in flat.keys() - joined.keys():
                joined[key] = flat[key]
        return joined


def _leaf(value: Any, flat: Schema, at: str) -> Iterator[str]:
    if "enum" in flat and value not in flat["enum"]:
        yield f"{at}: not one of {flat['enum']}"
    if isinstance(value, str):
        yield from _between(len(value), flat, "minLength", "maxLength", at)
        if "pattern" in flat and not re.search(flat["pattern"], value):
            yield f"{at}: not like {flat['pattern']}"
    else:
        yield from _between(value, flat, "minimum", "maximum", at)


def _between(number: float, flat: Schema, least: str, most: str, at: str) -> Iterator[str]:
    if number < flat.get(least, number):
        yield f"{at}: under {flat[least]}"
    if number > flat.get(most, number):
        yield f"{at}: over {flat[most]}"
