"""Who takes an alert and does not hear the answer takes it again under the same id, perhaps much later."""

import pytest

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, events, kinds, new_id, run
from tests.server.watching import state_of


@pytest.mark.parametrize("verb", ["acknowledge", "take_over"])
def test_who_takes_it_again_after_it_went_on_has_it(
    engine: Engine, house: House, ada: Walker, verb: str
) -> None:
    ada.start(minutes=10)
    run(engine, house, minutes=16)
    [alert] = [line["id"] for line in house.browser_of("mo").get("/api/v1/board").json["alerts"]]
    mo, words = house.browser_of("mo"), {"id": new_id()}
    assert mo.post(f"/api/v1/alerts/{alert}/{verb}", json=words).json["owner"]["name"] == "Mo"
    run(engine, house, minutes=11)
    assert state_of(house, alert)[1] is None
    assert mo.post(f"/api/v1/alerts/{alert}/{verb}", json=words).json["owner"]["name"] == "Mo"
    assert kinds(house) == [("overdue", "owned", 2)]
    before = events(house)
    assert mo.post(f"/api/v1/alerts/{alert}/{verb}", json=words).status_code == 200
    assert events(house) == before
