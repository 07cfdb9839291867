"""Being anybody: conversations, threads, the digest, commands, time travel, what others do while one looks."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Guide, Opener, exported, friday
from tests.e2e.scene import MONDAY_10AM, Scene
from tests.e2e.test_actions import agrees_on


def test_a_lead_reads_the_digest_with_its_picture(scene: Scene, look: Opener) -> None:
    friday(scene)
    for name, confidence in (("Ada", 7), ("Ben", 8), ("Cleo", 3)):
        scene.answers(scene.people[name], confidence, onboarding="71")
    scene.travel_to(MONDAY_10AM)
    tab = look("Ada")
    digest = tab.posts.filter(has=tab.page.get_by_role("img")).last
    picture = digest.get_by_role("img").last
    expect(picture).to_be_visible()
    assert (picture.get_attribute("alt") or "").strip()
    tab.page.wait_for_function("image => image.complete && image.naturalWidth > 400", arg=picture.element_handle())
    expect(digest).to_contain_text("3 of 4")


def test_a_facilitator_s_buttons_are_not_shown_to_others(scene: Scene, look: Opener) -> None:
    scene.people["Ada"].command("/okra setup", scene.channel)
    scene.people["Ada"].choose_people("Facilitators", scene.people["Cleo"])
    scene.people["Ada"].submit()
    scene.settle()
    for name, decides in (("Ada", True), ("Cleo", True), ("Ben", False)):
        tab = look(name)
        tab.go("explore")
        tab.say("/okra")
        answer = tab.posts.filter(has_text="Only visible to you").last
        expect(tab.button("When I'm asked", answer)).to_be_visible()
        expect(tab.button("Settings", answer)).to_have_count(1 if decides else 0)


def test_travelling_to_friday_brings_exactly_one_prompt(scene: Scene, look: Opener) -> None:
    tab = look("Ben")
    expect(tab.button("Check in")).to_have_count(0)
    tab.page.get_by_role("button", name=re.compile("^Friday")).click()
    expect(tab.button("Check in")).to_have_count(1)
    expect(tab.page.get_by_role("timer")).to_contain_text("Fri 4 Sep, 14:00")
    scene.settle()
    expect(tab.button("Check in")).to_have_count(1)


def test_a_card_that_is_edited_changes_where_it_stands(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ada")
    tab.go("explore")
    expect(tab.posts.last).to_contain_text("0 of 4")
    before = tab.posts.count()
    scene.answers(scene.people["Ben"], 8)
    expect(tab.posts.last).to_contain_text("1 of 4")
    assert tab.posts.count() == before


def test_what_comes_while_one_looks_elsewhere_is_marked_unread(scene: Scene, look: Opener) -> None:
    tab = look("Ben")
    link = tab.page.get_by_role("link", name=re.compile("^explore"))
    link.click()
    expect(link).to_have_accessible_name("explore")
    tab.go("okra")
    scene.people["Ada"].says("Lunch?", in_=scene.channel)
    expect(link).to_have_accessible_name("explore 1 unread")
    link.click()
    expect(tab.page.get_by_role("separator").filter(has_text="New")).to_be_visible()
    expect(link).to_have_accessible_name("explore")


def test_a_link_to_a_canvas_opens_it(scene: Scene, look: Opener) -> None:
    exported(scene)
    tab = look("Ben")
    tab.go("explore")
    tab.page.locator(".replies").last.click()
    with tab.page.expect_popup() as opened:
        tab.page.get_by_role("link", name=re.compile("^Session 0")).click()
    canvas = opened.value
    expect(canvas.get_by_role("heading", level=1)).to_contain_text("Session 0")
    expect(canvas.get_by_text("#explore can read it")).to_be_visible()
    expect(canvas.get_by_text("Ada facilitates.")).to_be_visible()


def test_the_newest_message_is_in_sight(scene: Scene, look: Opener) -> None:
    for number in range(60):
        scene.people["Ada"].says(f"Message {number}", in_=scene.channel)
    tab = look("Ben")
    tab.go("explore")
    expect(tab.page.get_by_text("Message 59", exact=True)).to_be_in_viewport()
    scene.people["Ada"].says("And one more", in_=scene.channel)
    expect(tab.page.get_by_text("And one more")).to_be_in_viewport()


def test_a_thread_opens_beside_the_conversation_and_takes_replies(scene: Scene, look: Opener) -> None:
    said = scene.people["Ada"].says("Which day?", in_=scene.channel)
    scene.people["Cleo"].says("Thursday", in_=scene.channel, under=said)
    tab = look("Ben")
    tab.go("explore")
    tab.go("1 reply")
    replies = tab.page.get_by_role("log", name="Replies")
    expect(replies).to_contain_text("Thursday")
    box = tab.page.get_by_label("Reply", exact=True)
    box.fill("Friday is better")
    box.press("Enter")
    expect(replies).to_contain_text("Friday is better")
    expect(box).to_have_value("")
    assert len(scene.channel.thread(said)) == 2


def test_a_slash_shows_the_commands_and_tab_completes_one(scene: Scene, look: Opener) -> None:
    tab = look("Ben")
    box = tab.page.locator("#text-talk")
    box.press_sequentially("/ok")
    expect(tab.page.get_by_role("option", name="/okra")).to_be_visible()
    box.press("Tab")
    expect(box).to_have_value("/okra ")
    box.press_sequentially("help")
    box.press("Enter")
    expect(tab.posts.last).to_contain_text("Only visible to you")


def test_an_unknown_command_is_answered(scene: Scene, look: Opener) -> None:
    tab = look("Ben")
    tab.say("/nonsense")
    expect(tab.posts.last).to_contain_text("/nonsense is not a valid command")


def test_one_can_be_somebody_else(scene: Scene, look: Opener) -> None:
    friday(scene)
    tab = look("Ben")
    tab.become("Cleo")
    tab.press("Check in")
    tab.field("How confident are we to reach it?").select_option(label="3 · at risk")
    tab.press("Send")
    expect(tab.window).to_have_count(0)
    expect(tab.posts.last).to_contain_text("3 of 10")
    assert "3 of 10" in scene.people["Cleo"].dm()[-1].text


def test_a_window_over_a_window_has_a_way_back(scene: Scene, look: Opener) -> None:
    tab = look("Ada")
    tab.say("/okra okrs")
    expect(tab.window).to_be_visible()
    below = tab.window.get_by_role("heading", level=2).inner_text()
    tab.window.get_by_role("button", name=re.compile("^Add")).first.click()
    expect(tab.button("Back")).to_be_visible()
    tab.button("Back").click()
    expect(tab.window.get_by_role("heading", level=2)).to_have_text(below)


def test_a_menu_that_the_app_fills_is_searched_with_the_keyboard(scene: Scene, look: Opener) -> None:
    tab = look("Ada")
    tab.go("explore")
    tab.say("/okra setup")
    box = tab.window.get_by_role("combobox", name=re.compile("Time zone"))
    box.fill("Kolk")
    expect(tab.page.get_by_role("option", name=re.compile("Kolkata"))).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value(re.compile("Kolkata"))
    tab.press("Save")
    expect(tab.window).to_have_count(0)
    scene.settle()
    assert "Asia/Kolkata" in scene.people["Ada"].dm()[-1].text


def test_what_was_typed_in_the_composer_survives_what_others_do(scene: Scene, look: Opener) -> None:
    tab = look("Ben")
    tab.go("explore")
    box = tab.page.locator("#text-talk")
    box.fill("I was about to say")
    scene.people["Ada"].says("Something else", in_=scene.channel)
    tab.sees("Something else")
    expect(box).to_have_value("I was about to say")


def test_an_offer_is_taken_up_by_whom_one_is_and_one_that_cannot_be_says_why(
    scene: Scene, look: Opener, guide: Guide
) -> None:
    tab = look("Ben")
    tab.press("Make tea")
    scene.slack.wait_until(lambda: guide.taken == [("tea", scene.people["Ben"].id)])
    expect(tab.button("Bake a cake")).to_be_disabled()
    tab.sees("The oven is cold.")


def test_the_companion_hears_how_many_look_and_when_nobody_does_any_more(
    scene: Scene, look: Opener, guide: Guide
) -> None:
    one, other = look("Ben"), look("Ada")
    scene.slack.wait_until(lambda: guide.tabs[-1:] == [2])
    one.page.close()
    other.page.close()
    scene.slack.wait_until(lambda: guide.tabs[-1:] == [0])


def test_a_group_conversation_is_no_channel(scene: Scene, look: Opener) -> None:
    ada, ben = scene.people["Ada"], scene.people["Ben"]
    scene.slack.world.group(ada.user.team_id, {ada.id, ben.id, scene.app.bot_user_id})
    tab = look("Ada")
    direct = tab.page.get_by_role("region", name="Direct messages")
    direct.get_by_role("link", name="Ben, okra").click()
    expect(tab.page.get_by_role("heading", level=2, name="Ben, okra")).to_be_visible()
    expect(tab.page.get_by_placeholder("Message Ben, okra")).to_be_visible()


def test_the_home_tab_is_ones_own_and_its_buttons_do_what_they_say(scene: Scene, look: Opener) -> None:
    agrees_on(scene, scene.people["Ben"], "Ask legal")
    tab = look("Ben")
    tab.page.get_by_role("link", name="Home", exact=True).click()
    home = tab.page.locator(".home")
    expect(home).to_contain_text("The next check-in opens Fri 14:00.")
    home.get_by_role("button", name="Done: Ask legal").click()
    expect(home).to_contain_text("✓ done: Ask legal")
    home.get_by_role("button", name="Still on it: Ask legal").click()
    expect(home.get_by_role("button", name="Done: Ask legal")).to_be_visible()
    home.get_by_role("button", name="Our OKRs: Explore").click()
    expect(tab.window).to_contain_text("Make the first week seamless")
