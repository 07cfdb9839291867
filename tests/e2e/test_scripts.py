"""A team takes a script along, changes it, brings it back and runs it: through Slack's door."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

import okra.scripts
from handlers.kit.ids import Delivery
from handlers.scripts.values import MOST_OWN
from okra.script import LONGEST_FILE, built_in
from sandbox.people import Person, Seen
from tests.e2e.scene import Scene, open_scene

OURS = Path(str(okra.scripts.__path__[0])) / "session-1.yaml"
FIELD = "Your script"
CHANGED = OURS.read_text(encoding="utf-8").replace("name: session-1", "name: our-way")
PROMPT = "What would make our grandmothers proud?"
STEP = next(step for step in built_in()["session-1"].steps if step.kind == "present")
MINE = CHANGED.replace(STEP.prompt, PROMPT)


@pytest.fixture
def team(scene: Scene) -> Scene:
    """Ada leads; Ben is a member; Eve is in the workspace only."""
    scene.set_up("Ada", "Ben")
    scene.person("Eve", joins=False)
    return scene


def asks(scene: Scene, name: str, typed: str = "/okra scripts") -> Seen:
    """Somebody types in the team's channel, and reads the answer."""
    answer = scene.people[name].command(typed, scene.channel)
    assert answer is not None
    return answer


def read(seen: Seen) -> str:
    """What is read, on one line, whatever is set in a fixed-width font."""
    return " ".join(seen.text.replace("`", "").split())


def presses(scene: Scene, name: str, label: str, on: Seen) -> Seen:
    """Somebody presses a button, and reads what only they see of it."""
    person = scene.people[name]
    before = len(person.whispers(scene.channel))
    person.press(label, on=on)
    scene.slack.wait_until(lambda: len(person.whispers(scene.channel)) > before)
    return person.whispers(scene.channel)[-1]


def uploads(scene: Scene, data: bytes | str, name: str = "Ada", *, file: str = "script.yaml") -> Person:
    """Somebody uploads a script."""
    person = scene.people[name]
    person.press("Upload a script", on=asks(scene, name))
    person.attach(FIELD, file, data.encode() if isinstance(data, str) else data)
    person.submit()
    return person


def uploaded(scene: Scene, data: bytes | str, name: str = "Ada") -> None:
    """Somebody uploads a script that is right."""
    person = uploads(scene, data, name)
    assert person.modal is None, person.modal and person.modal.text
    scene.settle()


def told(scene: Scene, data: bytes | str) -> str:
    """What Ada reads beside the field of a file that is not right."""
    ada = uploads(scene, data)
    assert ada.modal is not None
    said = ada.modal.errors[FIELD]
    ada.close()
    return said


def own(scene: Scene) -> dict[str, str]:
    """The team's own scripts as they are stored."""
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        team = unit.teams.by_channel(scene.channel.id)
        assert team is not None
        return unit.scripts.of_team(team.id)


def entry(seen: Seen, name: str) -> str:
    """What the list says of one script."""
    found = [
        block["text"]["text"]
        for block in seen.message.blocks
        if block.get("accessory") and f'"n":"{name}"' in block["accessory"]["value"]
    ]
    (said,) = found
    return str(said)


def removes(scene: Scene) -> str:
    """Ada removes the only script of the team's own, and reads what came of it."""
    return read(presses(scene, "Ada", "Remove", asks(scene, "Ada")))


class TestTheList:
    def test_shows_every_script_that_comes_with_okra_with_its_minutes_and_what_it_is_for(self, team: Scene) -> None:
        shown = asks(team, "Ben")
        for name, script in built_in().items():
            said = entry(shown, name)
            assert said.startswith(f"{script.title} · {script.minutes} min\n")
            assert script.purpose[:60] in said
        assert entry(shown, "session-1").endswith("/okra session 1")
        assert entry(shown, "time-machine").endswith("/okra session time-machine")

    def test_is_for_one_pair_of_eyes(self, team: Scene) -> None:
        before = len(team.channel.messages)
        asks(team, "Ben")
        assert len(team.channel.messages) == before

    def test_marks_what_is_the_team_s_own(self, team: Scene) -> None:
        uploaded(team, MINE)
        uploaded(team, OURS.read_text(encoding="utf-8").replace(STEP.prompt, PROMPT))
        shown = asks(team, "Ben")
        assert "60 min · yours\n" in entry(shown, "our-way")
        assert "60 min · yours · changed from the built-in one\n" in entry(shown, "session-1")
        assert "yours" not in entry(shown, "session-2")
        uploaded(team, OURS.read_bytes())
        assert "60 min · yours · the same as the built-in one\n" in entry(asks(team, "Ben"), "session-1")

    def test_offers_what_one_may_do(self, team: Scene) -> None:
        uploaded(team, MINE)
        lead, member = asks(team, "Ada"), asks(team, "Ben")
        assert {"Download", "Remove", "Upload a script"} == set(lead.buttons)
        assert set(member.buttons) == {"Download"}
        assert "Your lead or a facilitator can upload it." in member.text.replace("\n┊ ", " ")

    def test_is_there_in_the_conversation_with_okra_for_one_who_is_in_one_team(self, team: Scene) -> None:
        answer = team.people["Ben"].command("/okra scripts")
        assert answer is not None
        assert "Scripts of" in answer.text

    def test_is_not_for_people_outside_the_team(self, team: Scene) -> None:
        answer = asks(team, "Eve")
        assert answer.text.strip() == "Only the team's members can see its scripts."
        assert answer.buttons == []
        assert asks(team, "Eve", "/okra scripts session-1").text == answer.text
        team.settle()
        assert team.people["Eve"].dm() == []

    def test_is_a_button_away_from_the_sessions_that_can_begin(self, team: Scene) -> None:
        uploaded(team, MINE)
        offered = asks(team, "Ben", "/okra session")
        assert "/okra session 1" in offered.text
        assert "/okra session our-way" in offered.text
        assert "Scripts of" in presses(team, "Ben", "See the scripts", offered).text

    def test_says_where_there_is_no_team(self, scene: Scene) -> None:
        scene.person("Ada")
        assert "No team lives in this channel yet" in asks(scene, "Ada").text

    def test_keeps_a_script_that_a_newer_okra_does_not_understand_and_says_what_is_wrong_with_it(
        self, team: Scene
    ) -> None:
        uploaded(team, MINE)
        old = MINE.replace("kind: present", "kind: song")
        with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
            found = unit.teams.by_channel(team.channel.id)
            assert found is not None
            unit.scripts.save(found.id, "our-way", old, "U1", team.clock.now())
        said = entry(asks(team, "Ben"), "our-way")
        assert said.startswith("our-way · needs mending\nLine ")
        assert "steps[1].kind: is none of" in said
        assert "needs mending" in asks(team, "Ben", "/okra session our-way").text
        assert "our-way" not in asks(team, "Ben", "/okra session").text
        asks(team, "Ben", "/okra scripts our-way")
        team.settle()
        assert team.people["Ben"].dm()[-1].files == {"our-way.yaml": old.encode()}


class TestDownloading:
    def test_brings_the_very_file_into_the_conversation_with_okra(self, team: Scene) -> None:
        ben, shown = team.people["Ben"], asks(team, "Ben")
        answer = asks(team, "Ben", "/okra scripts session-1")
        assert "session-1.yaml comes into our conversation" in answer.text
        team.settle()
        assert ben.dm()[-1].files == {"session-1.yaml": OURS.read_bytes()}
        assert shown.buttons.count("Download") == len(built_in())

    def test_is_a_button_beside_each(self, team: Scene) -> None:
        uploaded(team, MINE)
        ben, shown = team.people["Ben"], asks(team, "Ben")
        only = [block for block in shown.message.blocks if "our-way" in str(block)]
        shown.message.blocks[:] = only
        ben.press("Download", on=shown)
        team.settle()
        assert ben.dm()[-1].files == {"our-way.yaml": MINE.encode()}

    def test_knows_the_numbers_that_people_say(self, team: Scene) -> None:
        asks(team, "Ben", "/okra scripts 1")
        team.settle()
        assert list(team.people["Ben"].dm()[-1].files) == ["session-1.yaml"]

    def test_names_the_nearest_where_there_is_none_of_that_name(self, team: Scene) -> None:
        uploaded(team, MINE)
        said = read(asks(team, "Ben", "/okra scripts our-wey"))
        assert "I know no session “our-wey”. Did you mean /okra scripts our-way?" in said
        assert "time-machine" in said
        said = read(asks(team, "Ben", "/okra session our-wey"))
        assert "Did you mean /okra session our-way?" in said
        assert "Did you mean" not in asks(team, "Ben", "/okra scripts ../../etc/passwd").text

    def test_of_one_that_is_removed_before_it_is_sent_sends_nothing(self, team: Scene) -> None:
        uploaded(team, MINE)
        with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
            found = unit.teams.by_channel(team.channel.id)
            assert found is not None
            key = f"{found.id}/{team.people['Ben'].id}/our-way/2026-09-02"
            unit.outbox.post(Delivery.SCRIPT_FILE, key, team.people["Ben"].id, team.clock.now())
            unit.scripts.remove(found.id, "our-way")
        team.settle()
        assert [seen for seen in team.people["Ben"].dm() if seen.files] == []


class TestUploading:
    def test_a_changed_copy_is_begun_by_its_name_and_says_what_was_changed(self, team: Scene) -> None:
        uploaded(team, MINE)
        said = team.people["Ada"].dm()[-1].text
        assert "is yours to run" in said
        assert "/okra session our-way" in said
        answer = team.people["Ben"].command("/okra session our-way", team.channel)
        assert answer is None
        team.settle()
        assert PROMPT in team.channel.messages[-1].text

    def test_the_text_is_kept_as_it_was_written(self, team: Scene) -> None:
        uploaded(team, ("\ufeff# ours, with a face 🎉\r\n" + MINE.replace("\n", "\r\n")).encode())
        assert own(team) == {"our-way": "# ours, with a face 🎉\r\n" + MINE.replace("\n", "\r\n")}

    def test_under_the_name_of_one_of_ours_it_stands_in_its_place(self, team: Scene) -> None:
        uploaded(team, OURS.read_text(encoding="utf-8").replace(STEP.prompt, PROMPT))
        said = team.people["Ada"].dm()[-1].text
        assert "/okra session 1" in said
        assert "It stands in place of the built-in session-1" in said
        team.people["Ben"].command("/okra session 1", team.channel)
        team.settle()
        assert PROMPT in team.channel.messages[-1].text

    def test_again_it_takes_the_place_of_the_one_before_and_says_so(self, team: Scene) -> None:
        uploaded(team, MINE)
        uploaded(team, MINE.replace(PROMPT, "And our grandfathers?"))
        assert "has taken the place of what you had under that name" in team.people["Ada"].dm()[-1].text
        assert "And our grandfathers?" in own(team)["our-way"]

    def test_disturbs_no_session_that_runs(self, team: Scene) -> None:
        uploaded(team, MINE)
        team.people["Ada"].command("/okra session our-way", team.channel)
        team.settle()
        uploaded(team, MINE.replace(PROMPT, "And our grandfathers?"))
        removes(team)
        ada = team.people["Ada"]
        cockpit = next(seen for seen in reversed(ada.dm()) if "You facilitate" in seen.text)
        ada.press("+5 min", on=cockpit)
        team.settle()
        assert (
            PROMPT in next(seen for seen in reversed(team.channel.messages) if seen.buttons or PROMPT in seen.text).text
        )

    def test_shows_all_faults_with_line_and_field_keeps_the_window_and_stores_nothing(self, team: Scene) -> None:
        broken = MINE.replace("minutes: 60", "minutes: 61").replace("title:", "titel:", 1)
        ada = uploads(team, broken, file="ours.yml")
        assert ada.modal is not None
        said = ada.modal.errors[FIELD].splitlines()
        lines = broken.splitlines()
        where = {
            word: next(n for n, line in enumerate(lines, 1) if line.startswith(word)) for word in ("titel", "minutes")
        }
        assert f"Line {where['titel']}, titel: is not known here." in said
        assert f"Line {where['minutes']}, minutes: says 61, but the steps' live minutes add up to 60." in said
        assert own(team) == {}
        ada.attach(FIELD, "ours.yml", MINE.encode())
        assert ada.modal.errors == {}
        ada.submit()
        assert ada.modal is None
        assert list(own(team)) == ["our-way"]

    def test_of_many_faults_shows_the_first_and_how_many_more_there_are(self, team: Scene) -> None:
        said = told(team, MINE.replace("    live:", "    liv:").replace("      say:", "      sai:")).splitlines()
        assert said[0].startswith("Line ")
        more = next(line for line in said if line.startswith("And "))
        steps = len(built_in()["session-1"].steps)
        assert more == f"And {4 * steps - len(said) + 1} more."
        assert len("\n".join(said)) < 1_500

    def test_a_member_may_not(self, team: Scene) -> None:
        said = read(presses(team, "Ben", "Upload a script", asks(team, "Ada")))
        assert said == "Only the lead, a facilitator or a workspace admin can change this team's scripts."
        assert team.people["Ben"].modal is None
        team.people["Ada"].press("Upload a script", on=asks(team, "Ada"))
        assert team.people["Ada"].modal is not None

    def test_one_who_loses_the_right_while_the_window_is_open_stores_nothing(self, team: Scene) -> None:
        ada = team.people["Ada"]
        ada.press("Upload a script", on=asks(team, "Ada"))
        ada.attach(FIELD, "ours.yaml", MINE.encode())
        with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
            found = unit.teams.by_channel(team.channel.id)
            assert found is not None
            unit.teams.leave(found.id, ada.id)
        ada.submit()
        assert ada.modal is not None
        assert "Only the lead" in ada.modal.errors[FIELD]
        assert own(team) == {}

    def test_an_admin_who_is_no_member_may(self, team: Scene) -> None:
        team.person("Ina", joins=False, admin=True)
        uploaded(team, MINE, "Ina")
        assert "/okra session our-way" in team.people["Ina"].dm()[-1].text

    def test_of_two_at_once_one_is_there_whole(self, team: Scene) -> None:
        team.person("Ina", joins=False, admin=True)
        texts = {name: MINE.replace(PROMPT, f"What does {name} say?") for name in ("Ada", "Ina")}
        for name, text in texts.items():
            person = team.people[name]
            person.press("Upload a script", on=asks(team, name))
            person.attach(FIELD, "ours.yaml", text.encode())
        both = [Thread(target=team.people[name].submit) for name in texts]
        for one in both:
            one.start()
        for one in both:
            one.join(20)
        assert [team.people[name].modal for name in texts] == [None, None]
        assert own(team)["our-way"] in texts.values()
        team.settle()
        said = "\n".join(team.people[name].dm()[-1].text for name in texts)
        assert said.count("is yours to run") == 1
        assert said.count("has taken the place") == 1

    def test_there_is_an_end_to_how_many_a_team_can_have(self, team: Scene) -> None:
        with team.bot.deps.store.begin(team.slack.workspace.id) as unit:
            found = unit.teams.by_channel(team.channel.id)
            assert found is not None
            for number in range(MOST_OWN):
                text = MINE.replace("name: our-way", f"name: way-{number}")
                unit.scripts.save(found.id, f"way-{number}", text, "U1", team.clock.now())
        assert f"{MOST_OWN} scripts of its own already. Remove one first." in told(team, MINE)
        uploaded(team, MINE.replace("name: our-way", "name: way-3").replace(PROMPT, "Better?"))
        assert "Better?" in own(team)["way-3"]
        shown = asks(team, "Ada")
        assert shown.buttons.count("Remove") == MOST_OWN
        assert shown.buttons.count("Download") == MOST_OWN + len(built_in())


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
)
NO_TEXT = "This is no plain text. Save it as plain text in UTF-8 and choose it again."


def named(name: str) -> bytes:
    """A script that would be right but for its name."""
    return MINE.replace("name: our-way", f"name: {name}").encode()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", NO_TEXT),
    "another encoding": (MINE.encode("utf-16"), NO_TEXT),
    "a western encoding": (MINE.replace(PROMPT, "Größe").encode("cp1252"), NO_TEXT),
    "nothing": (b"", "This file is empty."),
    "white space": (b"\xef\xbb\xbf \n\t\n", "This file is empty."),
    "null bytes": (MINE.replace(PROMPT, "a\x00b").encode(), "Line 1: cannot be read: an odd character in it."),
    "a bomb": (BOMB.encode(), "Line 2: cannot be read: *a stands for another part here; write that part out."),
    "brackets": (b"[" * LONGEST_FILE, "Line 1: cannot be read: it is nested too deep."),
    "a program": (b"name: !!python/object/apply:os.system [id]\n", "Line 1, name: is not understood."),
    "a page": (b"<!DOCTYPE html><title>Sign in</title>", "Line 1: should be a list of names with values."),
    "5 MB": (b"# more and more\n" * 350_000, "That is too long for a script: 60,000 characters fit, about 20 pages."),
    "a little too long": (b"x" * (LONGEST_FILE + 1), "Line 1: is longer than 60000 characters."),
    "a number for a name": (named("1"), "name: is a number alone; put a word to it, as in session-1."),
    "a path for a name": (named("../../etc"), "name: should be small letters and digits with - between words."),
    "a name too long": (named("a" * 41), "name: is 41 characters long; 40 fit."),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_uploaded_gets_a_clear_answer_and_leaves_nothing(team: Scene, kind: str) -> None:
    data, said = HOSTILE[kind]
    assert said in told(team, data)
    assert own(team) == {}
    assert max(acked.seconds or 9 for acked in team.slack.world.acks) < 3


class TestSlackAtItsWorst:
    @pytest.mark.parametrize(
        ("how", "said"),
        [
            ("500", "Slack did not hand me the file. Please send it once more in a minute."),
            ("reset", "Slack did not hand me the file. Please send it once more in a minute."),
            ("timeout", "Slack did not hand me the file in time. Please send it once more."),
        ],
    )
    def test_the_window_stays_and_the_second_try_works(self, team: Scene, how: str, said: str) -> None:
        team.slack.fail("url_private", how)  # type: ignore[arg-type]
        ada = uploads(team, MINE)
        assert ada.modal is not None
        assert ada.modal.errors[FIELD] == said
        assert own(team) == {}
        ada.submit()
        assert ada.modal is None
        assert list(own(team)) == ["our-way"]

    def test_a_file_that_slack_says_little_of_is_asked_for(self, team: Scene) -> None:
        ada = team.people["Ada"]
        ada.press("Upload a script", on=asks(team, "Ada"))
        ada.attach(FIELD, "ours.yaml", MINE.encode())
        assert ada.modal is not None
        (file,) = ada.modal.view.state["scripts.upload_file"]["scripts.upload_file"]["files"]
        for key in ("url_private", "url_private_download", "size", "name"):
            del file[key]
        file["file_access"] = "check_file_info"
        ada.submit()
        assert ada.modal is None
        assert list(own(team)) == ["our-way"]

    def test_a_file_that_lies_outside_slack_is_not_asked_for_with_our_token(self, team: Scene) -> None:
        ada = team.people["Ada"]
        ada.press("Upload a script", on=asks(team, "Ada"))
        ada.attach(FIELD, "ours.yaml", MINE.encode())
        assert ada.modal is not None
        (file,) = ada.modal.view.state["scripts.upload_file"]["scripts.upload_file"]["files"]
        file["url_private"] = file["url_private_download"] = "https://files.example.com/ours.yaml"
        ada.submit()
        assert ada.modal is not None
        assert "outside Slack" in ada.modal.errors[FIELD]


@pytest.fixture
def shy(sqlite_url: str) -> Iterator[Scene]:
    """A workspace that granted nothing about files; Slack's refusals are what these tests are about."""
    with open_scene(sqlite_url, without=frozenset({"files:read", "files:write"})) as opened:
        opened.set_up("Ada", "Ben")
        yield opened
        opened.slack.world.violations.clear()


def test_without_the_scope_to_read_files_uploading_says_so(shy: Scene) -> None:
    said = read(presses(shy, "Ada", "Upload a script", asks(shy, "Ada")))
    assert "Ask whoever runs me to add the scope files:read." in said
    assert shy.people["Ada"].modal is None


def test_without_the_scope_to_send_files_downloading_says_so(shy: Scene) -> None:
    asks(shy, "Ben", "/okra scripts session-1")
    shy.settle()
    said = read(shy.people["Ben"].dm()[-1])
    assert "session-1.yaml stays here. Ask whoever runs me to add the scope files:write" in said


class TestRemoving:
    def test_takes_it_off_the_list(self, team: Scene) -> None:
        uploaded(team, MINE)
        assert removes(team) == "our-way is removed."
        assert own(team) == {}
        assert "I know no session “our-way”" in asks(team, "Ben", "/okra session our-way").text

    def test_asks_first_and_says_what_follows(self, team: Scene) -> None:
        uploaded(team, OURS.read_bytes())
        (button,) = [
            element
            for block in asks(team, "Ada").message.blocks
            for element in block.get("elements", ())
            if element.get("action_id") == "scripts.remove"
        ]
        assert button["confirm"]["title"]["text"] == "Remove session-1?"
        assert "Then the built-in session-1 is in force again." in button["confirm"]["text"]["text"]

    def test_lets_ours_be_in_force_again(self, team: Scene) -> None:
        uploaded(team, OURS.read_text(encoding="utf-8").replace(STEP.prompt, PROMPT))
        assert removes(team) == "session-1 is removed. /okra session 1 begins the built-in one again."
        team.people["Ben"].command("/okra session 1", team.channel)
        team.settle()
        assert STEP.prompt[:40] in " ".join(team.channel.messages[-1].text.split())

    def test_twice_is_once(self, team: Scene) -> None:
        uploaded(team, MINE)
        shown = asks(team, "Ada")
        assert read(presses(team, "Ada", "Remove", shown)) == read(presses(team, "Ada", "Remove", shown))
        assert own(team) == {}

    def test_a_member_may_not(self, team: Scene) -> None:
        uploaded(team, MINE)
        said = read(presses(team, "Ben", "Remove", asks(team, "Ada")))
        assert "Only the lead, a facilitator or a workspace admin" in said
        assert list(own(team)) == ["our-way"]
