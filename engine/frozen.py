"""``dataclass`` for frozen classes with slots, made in a third of the time.

The standard library compiles six methods for each class. The command makes two hundred classes whenever it starts, and
that took an eighth of its time. Here one method is compiled, ``__init__``; the others are the same functions for every
class. To a type checker, and to whoever uses such a class, nothing differs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type[Any] | None = None, /, *, frozen: bool = False, slots: bool = False, **options: bool
    ) -> Any:
        """``dataclasses.dataclass``; what is not frozen, has no slots or asks for more is left to it."""
        if cls is None:
            return lambda cls: dataclass(cls, frozen=frozen, slots=slots, **options)
        said = [v for v in vars(cls).values() if isinstance(v, dataclasses.Field)]
        plain = all(f.init and f.repr and f.compare and f.kw_only is dataclasses.MISSING for f in said)
        if not (frozen and slots and plain and options.keys() <= {"eq"}):
            return dataclasses.dataclass(cls, frozen=frozen, slots=slots, **options)
        return _frozen(dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True), **options)


def _frozen(cls: type[Any], *, eq: bool = True) -> type[Any]:
    fields = dataclasses.fields(cls)
    key = _key([f.name for f in fields])
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _init(fields, "__post_init__" in vars(cls)),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__getstate__": _state(key),
        "__setstate__": _set_state,
    }
    if "__repr__" not in vars(cls):
        methods["__repr__"] = _repr
    if eq:
        methods |= {"__eq__": _equal(key), "__hash__": lambda self: hash(key(self))}
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _key(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """All values of an object, as a tuple."""
    if not names:
        return lambda _: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda self: (get(self),)


def _init(fields: Iterable[dataclasses.Field[Any]], and_then: bool) -> Callable[..., None]:
    """``__init__``, the one method that is worth compiling: it runs for every object."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": dataclasses.MISSING}
    parameters, body = [], ["pass"]
    for f in fields:
        name, default = f.name, f"_default_{f.name}"
        if f.default_factory is not dataclasses.MISSING:
            known[default] = f.default_factory
            parameters.append(f"{name}=_missing")
            body.append(f"_set(self, {name!r}, {default}() if {name} is _missing else {name})")
            continue
        if f.default is not dataclasses.MISSING:
            known[default] = f.default
        parameters.append(f"{name}={default}" if default in known else name)
        body.append(f"_set(self, {name!r}, {name})")
    if and_then:
        body.append("self.__post_init__()")
    # As the standard library does; names come from a class body, so that nothing else can stand in them.
    exec(f"def __init__(self, {', '.join(parameters)}):\n " + "\n ".join(body), known)  # noqa: S102
    made: Callable[..., None] = known["__init__"]
    return made


def _state(key: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], tuple[Any, ...]]:
    def state(self: Any) -> tuple[Any, ...]:
        return key(self)  # which is no function, and so no method

    return state


def _equal(key: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def equal(self: Any, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _repr(self: Any) -> str:
    values = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self))
    return f"{type(self).__qualname__}({values})"


def _refuse_to_set(_self: Any, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _set_state(self: Any, state: tuple[Any, ...]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


__all__ = ["dataclass"]
