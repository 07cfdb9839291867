"""Who may do what: product section 6."""

from tests.e2e.scene import Scene


def told(seen: object) -> str:
    assert seen is not None
    return str(seen.text)  # type: ignore[attr-defined]


def test_a_member_may_see_the_okrs_and_not_edit_them(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    ben = scene.people["Ben"]
    ben.command("/okra okrs", scene.channel)
    assert ben.modal
    assert "Increase onboarding completion" in ben.modal.text
    assert ben.modal.buttons == []
    ben.close()
    assert "Only the lead" in told(ben.command("/okra okrs paste", scene.channel))


def test_a_member_may_not_change_the_team_and_an_admin_may(scene: Scene) -> None:
    scene.person("Root", admin=True, joins=False)
    scene.set_up("Ada", "Ben")
    assert "Only the lead" in told(scene.people["Ben"].command("/okra setup", scene.channel))
    root = scene.people["Root"]
    assert root.command("/okra setup", scene.channel) is None
    assert root.modal
    assert root.modal.title == "Team settings"


def test_somebody_outside_the_team_reads_no_answers_and_answers_nothing(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    eve = scene.person("Eve", joins=False)
    assert "members" in told(eve.command("/okra checkin", scene.channel))
    assert "members" in told(eve.command("/okra okrs", scene.channel))


def test_an_admin_who_is_no_member_gets_no_digest(scene: Scene) -> None:
    scene.person("Root", admin=True, joins=False)
    scene.set_up("Ada", "Ben")
    assert "lead" in told(scene.people["Root"].command("/okra digest", scene.channel))


def test_what_is_refused_is_seen_only_by_the_one_who_asked(scene: Scene) -> None:
    scene.set_up("Ada", "Ben")
    before = len(scene.channel.messages)
    scene.people["Ben"].command("/okra setup", scene.channel)
    assert len(scene.channel.messages) == before
    assert scene.people["Ada"].whispers(scene.channel) == []
