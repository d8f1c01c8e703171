"""The cases beside a rulebook, ``x.cases.yaml``: a candidate, what must be decided, and what decides it.

```yaml
cases:
  exceeded-but-no-model:               # the case's id
    vi: Vượt chỉ tiêu nhưng không có mô hình hay     # optional: what it shows
    set: {reserved: at_least}          # optional: parameters, as `--set` takes them
    round: departments                 # may be left out where the rulebook has one round
    year: 2023                         # where the round asks for it
    decided_on: 2022-03-31             # optional
    candidate: {category: agency, level: town, exceeded_target: yes, creative_model: no}
    others:                            # optional: further rows of the same sheet
      - {name: Phòng Kinh tế, category: agency, level: town, exceeded_target: yes, creative_model: yes}
    registers:                         # optional: rows by register id; `[]` is given and empty, left out is not given
      units: [{unit_name: Vĩnh Hải, unit_type: commune, recognised: ntm, announced_on: 2022-01-10}]
    expect: not_eligible               # a status
    because: creative_model            # a criterion, exclusion, advisory, quota or reason code; one or a list
    certain: yes                       # optional, like the next two
    score: 12.5
    depends_on: [reserved]             # `depends_on_readings`, in any order
```

A candidate's values are written as rulebooks write them: option ids, ``yes``/``no``, ISO days, plain numbers, the name of
a commune; a field that is left out is a blank cell. ``name`` defaults to the case's id and ``kind`` to the first kind of
the category. A row of ``others`` may carry ``expect`` and ``because`` of its own.
"""

from __future__ import annotations
