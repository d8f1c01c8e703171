"""A rulebook under every reading: the settings under which each option of each ``choose`` stands at least once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.rulebook.choose import UNSET, choices
from engine.rulebook.files import locate
from engine.rulebook.findings import Findings
from engine.rulebook.loading import bad, composed, load
from engine.rulebook.model import Parameter, Rulebook, Setting
from engine.rulebook.nodes import Node
from engine.rulebook.settings import parse_setting, read_setting, some_value

Settings = dict[str, str | Setting]


def variants(ref: str | Path) -> list[tuple[Settings, Rulebook]]:
    """The rulebook under each setting that chooses otherwise; as it stands (no setting) first. Raises as ``load``."""
    path = locate(ref)
    findings = Findings()
    found = composed(path, findings)
    if found is None:
        raise bad(path, findings.errors)
    parameters, root, _, _ = found
    return [(settings, load(ref, settings)) for settings in settings_of(parameters, [root])]


def settings_of(parameters: Mapping[str, Parameter], trees: Iterable[Node]) -> list[dict[str, str | Setting]]:
    """Settings under which every option of every ``choose`` stands at least once; the defaults first."""
    found: dict[tuple[tuple[str, str], ...], dict[str, str | Setting]] = {(): {}}
    for tree in trees:
        for choice in choices(tree):
            for option in choice.options:
                pairs = (*choice.path, (choice.parameter, option))
                settings = _typed(parameters, pairs)
                if settings is not None:
                    found.setdefault(tuple(sorted((k, str(v)) for k, v in settings.items())), settings)
    return list(found.values())


def _typed(parameters: Mapping[str, Parameter], pairs: tuple[tuple[str, str], ...]) -> dict[str, str | Setting] | None:
    settings: dict[str, str | Setting] = {}
    for name, option in pairs:
        parameter = parameters.get(name)
        if parameter is None:
            return None
        if option == UNSET:
            settings[name] = None
        elif read_setting(parameter, option) is not None:
            settings[name] = parse_setting(parameter, option)
        elif option == "given" and parameter.value is None:
            settings[name] = some_value(parameter)
        if settings.get(name, parameter.value) == parameter.value:
            settings.pop(name, None)
    return settings
