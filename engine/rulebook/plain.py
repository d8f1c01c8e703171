"""``rulebook show --format json``: everything in a rulebook as plain data, each rule with its sentence."""

from __future__ import annotations

from datetime import date

from engine.provenance import Text
from engine.rulebook.choose import decimal, written
from engine.rulebook.model import Criterion, Field, Points, Quota, Reading, Rulebook, Setting
from engine.rulebook.phrases import limits_text, points_text, rank_text, target_text
from engine.rulebook.sentences import Speaker, capitalised
from engine.rulebook.terms import Amount, Condition

Json = dict[str, object]


def show_json(book: Rulebook) -> Json:
    """Everything, as plain data: texts in both languages, conditions as trees of the language and as sentences."""
    speaker = Speaker.of(book)
    document = book.document
    return {
        "id": book.id,
        "version": book.version,
        "approval": book.approval,
        "sha256": book.sha256,
        "document": {
            "title": _t(document.title),
            "issuer": _t(document.issuer),
            "level": document.level,
            "number": document.number,
            "date": document.date_text,
            "period": list(document.period) if document.period else None,
            "units": list(document.units),
            "bodies": {k: _t(v) for k, v in document.bodies.items()},
            "grounds": [_t(g) for g in document.grounds],
            "movement": _t(document.movement) if document.movement else None,
            "decided_on": _day(document.decided_on),
        },
        "clauses": {
            c.id: {**_t(c.text), "not_a_rule": _t(c.not_a_rule) if c.not_a_rule else None}
            for c in book.clauses.values()
        },
        "parameters": {
            p.id: {
                **_t(p.text),
                "type": p.type,
                "set_by": p.set_by,
                "clauses": list(p.clauses),
                "default": _setting(p.default),
                "value": _setting(p.value),
                "options": {written(o): _t(text) for o, text in p.options.items()},
            }
            for p in book.parameters.values()
        },
        "registers": {
            r.id: {
                **_t(r.text),
                "if_not_given": r.if_not_given,
                "fields": {f.id: _field(f, speaker) for f in r.fields.values()},
            }
            for r in book.registers.values()
        },
        "fields": {f.id: _field(f, speaker) for f in book.fields.values()},
        "awards": {
            a.id: {
                **_t(a.text),
                "granted_by": a.granted_by,
                "clauses": list(a.clauses),
                "in_force": [_day(d) for d in a.in_force],
            }
            for a in book.awards.values()
        },
        "categories": {
            c.id: {
                **_t(c.text),
                "kinds": list(c.kinds),
                "clauses": list(c.clauses),
                "requires": None if c.requires is None else _condition(c.requires, speaker),
            }
            for c in book.categories.values()
        },
        "criteria": {c.id: _criterion(c, speaker) for c in book.criteria.values()},
        "exclusions": {c.id: _criterion(c, speaker) for c in book.exclusions.values()},
        "advisories": {c.id: _criterion(c, speaker) for c in book.advisories.values()},
        "rounds": {
            r.id: {
                **_t(r.text),
                "clauses": list(r.clauses),
                "opens": _condition(r.opens, speaker),
                "asks": list(r.asks),
                "award": r.award,
                "year": r.year,
                "decided_on": _day(r.decided_on),
                "quotas": None if r.quotas is None else [_quota(q, speaker) for q in r.quotas],
                "across": [_quota(q, speaker) for q in r.across],
                "slots": [_quota(q, speaker) for q in r.slots],
            }
            for r in book.rounds.values()
        },
        "scoring": {
            "basis": book.scoring.basis,
            "points": [_points(p, speaker) for p in book.scoring.points],
            "checksum": None if book.scoring.checksum is None else decimal(book.scoring.checksum),
        },
        "ranking": [
            {
                "direction": k.direction,
                "criterion": k.criterion,
                "value": None if k.value is None else _t(speaker.value(k.value)),
                **_t(rank_text(k, speaker)),
            }
            for k in book.ranking
        ],
        "targets": {
            x.id: {
                **_t(x.text),
                "clauses": list(x.clauses),
                "register": x.register,
                "rule": _t(target_text(x, speaker)),
            }
            for x in book.targets.values()
        },
        "milestones": {
            m.id: {**_t(m.text), "clauses": list(m.clauses), "on": m.on, "every": m.every}
            for m in book.milestones.values()
        },
        "readings": {r.id: _reading(r) for r in book.readings.values()},
        "outline": [_reading(r) for r in book.outline],
    }


def _t(text: Text) -> Json:
    return {"vi": text.vi, "en": text.en}


def _day(when: date | None) -> str | None:
    return when.isoformat() if when is not None else None


def _setting(value: Setting) -> str | None:
    return None if value is None else written(value)


def _reading(reading: Reading) -> Json:
    return {"id": reading.id, **_t(reading.text), "clauses": list(reading.clauses), "parameter": reading.parameter}


def _condition(condition: Condition, speaker: Speaker) -> Json:
    from engine.rulebook.unparse import condition_data

    return {"rule": condition_data(condition), **_t(capitalised(speaker.condition(condition)))}


def _criterion(rule: Criterion, speaker: Speaker) -> Json:
    return {
        **_t(rule.text),
        "clauses": list(rule.clauses),
        "assessed": rule.assessed,
        "law": rule.law,
        "reason": rule.reason,
        "in_force": [_day(d) for d in rule.in_force],
        "when": _condition(rule.when, speaker),
    }


def _field(field: Field, speaker: Speaker) -> Json:
    return {
        **_t(field.text),
        "type": field.type,
        "standard": field.standard,
        "required": field.required,
        "ordered": field.ordered,
        "options": {o: _t(text) for o, text in field.options.items()},
        "min": None if field.minimum is None else decimal(field.minimum),
        "max": None if field.maximum is None else decimal(field.maximum),
        "aliases": list(field.aliases),
        "option_aliases": {o: list(a) for o, a in field.option_aliases.items()},
        "blank": _setting(field.blank),
        "evidence": field.evidence,
        "used_once": field.used_once,
        "compute": None if field.compute is None else _t(speaker.value(field.compute)),
    }


def _amount(amount: Amount | str, speaker: Speaker) -> object:
    if amount is None or isinstance(amount, str | int):
        return amount
    return _t(speaker.amount(amount))


def _quota(quota: Quota, speaker: Speaker) -> Json:
    return {
        "id": quota.id,
        **_t(quota.text),
        "clauses": list(quota.clauses),
        "of": _condition(quota.of, speaker),
        "per": quota.per,
        "at_most": _amount(quota.at_most, speaker),
        "at_least": _amount(quota.at_least, speaker),
        "exactly": _amount(quota.exactly, speaker),
        "except": {
            g: {"at_most": _amount(m, speaker), "at_least": _amount(n, speaker)}
            for g, (m, n) in quota.exceptions.items()
        },
        "unfilled": quota.unfilled,
        "tiers": {a: _amount(n, speaker) for a, n in quota.tiers.items()},
        "limits": _t(limits_text(quota, speaker)),
        "within": [_quota(q, speaker) for q in quota.within],
    }


def _points(points: Points, speaker: Speaker) -> Json:
    return {
        "id": points.id,
        **_t(points.text),
        "clauses": list(points.clauses),
        "rule": _t(points_text(points, speaker)),
        "parts": [_points(p, speaker) for p in points.parts],
        "best_of": [_points(p, speaker) for p in points.best_of],
    }
