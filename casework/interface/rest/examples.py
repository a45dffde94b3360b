"""An example of each kind of answer, made from its schema, so that the two never differ."""

from typing import Any

BY_FORMAT = {
    "date": "2026-11-03",
    "date-time": "2026-11-03T15:30:00Z",
    "time": "15:30:00",
    "uri": "https://casework.example/api/v1/visits/?cursor=cD03",
    "uuid": "6f1c1b0e-0d55-4c1e-9f0a-0d4f9a1d7c11",
    "decimal": "2.5",
}
BY_NAME = {
    "child": "C00042",
    "number": "C00042",
    "name": "Ruby Okafor",
    "team": "North",
    "postcode": "QZ1 4AB",
    "nhs_number": "9434765919",
    "upn": "A123456789012",
}
BY_TYPE: dict[str, Any] = {"number": 2.5, "boolean": True}
WORDS = "In the words of the record"
DEEPEST = 6


class Examples:
    """Follows references to the components that were described by now."""

    def __init__(self, registry):
        self.components = registry

    def of(self, schema: dict, name: str = "", depth: int = 0) -> Any:
        schema = self.meant(schema)
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = next(value for value in kind if value != "null")
        if words := [value for value in schema.get("enum", ()) if value not in (None, "")]:
            return words[0]
        if kind == "array":
            return [] if depth > DEEPEST else [self.of(schema["items"], name, depth + 1)]
        if kind == "object":
            return self.whole(schema, depth)
        if kind == "integer":
            return max(schema.get("minimum", 0), min(7, schema.get("maximum", 7)))
        return self.text(schema, name) if kind == "string" else BY_TYPE.get(kind or "")

    def whole(self, schema: dict, depth: int) -> dict:
        facts = {
            key: self.of(inner, key, depth + 1)
            for key, inner in schema.get("properties", {}).items()
        }
        more = schema.get("additionalProperties")
        return {"met": self.of(more, "", depth + 1)} if more and not facts else facts

    def meant(self, schema: dict) -> dict:
        for several in ("allOf", "oneOf", "anyOf"):
            if several in schema:
                return self.meant(schema[several][0])
        if ref := schema.get("$ref"):
            name = ref.rpartition("/")[2]
            return self.meant(self.components._components[name, "schemas"].schema)
        return schema

    @staticmethod
    def text(schema: dict, name: str) -> str:
        words = BY_FORMAT.get(schema.get("format", "")) or BY_NAME.get(name) or WORDS
        return words[: schema.get("maxLength", len(words))]
