class ChildNumber:
    """The casework number in an address: /children/C00042/."""

    regex = r"C[0-9]{5,18}"

    def to_python(self, value: str) -> int:
        return int(value[1:])

    def to_url(self, value: int) -> str:
        return f"C{value:05d}"
