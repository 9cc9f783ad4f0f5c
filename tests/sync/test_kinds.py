"""The kinds: what each field takes, by the vectors that the phone's tests read too."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sync.change import Change
from sync.kinds import KINDS
from sync.kinds.fields import Invalid, clean_text, clean_time, code, value
from sync.kinds.schema import describe_all
from sync.reconcile import reconcile
from tests.sync.makers import AT, CHANGE, JEAN, NOTE

ROOT = Path(__file__).parents[2]
VECTORS = ROOT / "sync" / "vectors"


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    return found


@pytest.mark.parametrize("case", cases("canonical"), ids=lambda case: f"{case['field']}-{case['in']!r}"[:60])
def test_canonical_values(case: dict[str, Any]) -> None:
    kind, name = case["field"].split(".")
    if case["in"] is None:
        return
    clean = KINDS[kind].fields[name].clean
    if "error" in case:
        with pytest.raises(Invalid) as caught:
            clean(case["in"])
        assert str(caught.value) == case["error"]
    else:
        assert clean(case["in"]) == case["out"]


@pytest.mark.parametrize("case", cases("check"), ids=lambda case: f"{case['kind']}-{len(case['data'])}")
def test_what_a_new_record_is_told(case: dict[str, Any]) -> None:
    verdict = reconcile(None, Change(CHANGE, 1, case["kind"], NOTE, 0, AT, client=JEAN, set=case["data"]))
    assert (verdict.errors or {}) == case["errors"]


@given(st.text())
def test_a_canonical_text_stays_as_it_is(raw: str) -> None:
    try:
        once = clean_text(raw)
    except Invalid:
        return
    assert once is None or clean_text(once) == once


@pytest.mark.parametrize("raw", ["a\ud800b", "\udfff"])
def test_half_a_character_is_refused(raw: str) -> None:
    with pytest.raises(Invalid, match="half of a character"):
        clean_text(raw)


@pytest.mark.parametrize("raw", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", 5])
def test_a_time_beyond_the_calendar_is_refused(raw: object) -> None:
    with pytest.raises(Invalid):
        clean_time(raw)


def test_a_retired_code_is_still_taken_from_an_old_phone() -> None:
    field = code("phone", retired=("fax",))
    assert field.clean("fax") == "fax"
    assert field.codes == ("phone",)


def test_a_value_of_any_field_can_be_kept_aside() -> None:
    clean = value().clean
    assert clean(["b", {"a": None}, 1, 1.5, True, " x "]) == ["b", {"a": None}, 1, 1.5, True, "x"]
    for wrong in (2**60, {1}):
        with pytest.raises(Invalid):
            clean(wrong)


def test_whole_numbers_may_come_as_floats() -> None:
    assert KINDS["contact"].fields["minutes"].clean(45.0) == 45


def test_every_kind_is_described_as_json_schema() -> None:
    described = describe_all()
    assert described.keys() == KINDS.keys()
    for schema in described.values():
        Draft202012Validator.check_schema(schema)
    Draft202012Validator(described["client"]).validate({"known_as": "Jean", "issues": ["social"]})


def test_the_phones_types_are_generated_from_these_kinds() -> None:
    run = [sys.executable, "scripts/generate_kinds.py", "--check"]
    subprocess.run(run, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
