"""Rules of the meal service: pure, values by path. Who is entitled to what, a person decides."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from center.people.rules import check_person, complete_person, doubts_person
from db.errors import Invalid

DELIVERED, USUAL = "delivered", "usual"
GUARDIAN = "guardian"
TO_DIET, TO_DELIVER, TO_CONTACT = "diet", "deliver", "contact"
CONTACTS = ("contact", "contact2")


def check_diner(values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """What must be mended: the days in their order, whole contacts, a whole consent."""
    found = check_person(values, today, "person.")
    since, until = values.get("since"), values.get("until")
    if since and until and until.last < since.first:
        found["until"] = Invalid("停止日期比开始日期早，请核对这两格")
    for name in CONTACTS:
        more = values.get(f"{name}_phone") or values.get(f"{name}_relation")
        if more and not values.get(name):
            found[name] = Invalid("写了关系或电话，请写联系人的姓名")
        elif values.get(name) and not values.get(f"{name}_phone"):
            found[f"{name}_phone"] = Invalid("请写联系人的电话，无人应答时要马上打")
    if values.get("contact2") and not values.get("contact"):
        found["contact"] = Invalid("只有一位联系人的，请写在第一联系人")
    return found | _consent(values)


def _consent(values: Mapping[str, Any]) -> dict[str, Invalid]:
    """What was agreed to, when and by whom belong together."""
    whole = {"consent": Invalid("请选同意了哪些事项"), "consent_on": Invalid("请填同意的日期"),
             "consent_by": Invalid("请选由谁同意")}
    found = {name: told for name, told in whole.items() if not values.get(name)}
    found = found if len(found) < len(whole) else {}
    if values.get("consent_by") == GUARDIAN and not values.get("consent_name"):
        found["consent_name"] = Invalid("由监护人同意的，请写监护人的姓名")
    if values.get("consent_name") and values.get("consent_by") != GUARDIAN:
        found["consent_by"] = Invalid("写了代为同意的监护人，由谁同意请选“监护人”；本人同意的请清空姓名")
    return found


def complete_diner(values: dict[str, Any]) -> dict[str, Any]:
    """Sex and birth come from the ID number."""
    return complete_person(values, "person.")


def doubts_diner(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at: a diet that says two things, facts without the consent to them."""
    found = doubts_person(values, "person.")
    diet, agreed = values.get("diet") or (), values.get("consent") or ()
    if USUAL in diet and len(diet) > 1:
        found["diet"] = Invalid("选了“普通”又选了别的要求，请核对")
    if agreed and TO_DIET not in agreed and (values.get("allergies") or set(diet) - {USUAL}):
        found["consent"] = Invalid("登记了饮食要求或过敏，同意事项里没有这一项，请核对")
    elif agreed and TO_DELIVER not in agreed and values.get("mode") == DELIVERED:
        found["consent"] = Invalid("用餐方式是送餐，同意事项里没有把住址、电话告诉送餐员，请核对")
    elif agreed and TO_CONTACT not in agreed and values.get("contact"):
        found["consent"] = Invalid("登记了紧急联系人，同意事项里没有这一项，请核对")
    phone = values.get("person.phone")
    for name in CONTACTS:
        if phone and values.get(f"{name}_phone") == phone:
            found[f"{name}_phone"] = Invalid("和本人的手机号一样，无人应答时打不通，请核对")
    return found


def ask_diner(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What is asked when it was left empty; a person may still leave it so."""
    found = {}
    if values.get("mode") == DELIVERED and not values.get("person.address"):
        found["person.address"] = Invalid("送餐要知道送到哪里，请写家庭住址")
    if not values.get("contact"):
        found["contact"] = Invalid("没有紧急联系人，敲门无人应答时找不到人，请补上")
    if not values.get("consent"):
        found["consent"] = Invalid("没有写同意了哪些事项；登记饮食、过敏和联系人之前，请征得本人或监护人同意")
    return found


def check_pause(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A pause lasts a day at least."""
    since, until = values.get("since"), values.get("until")
    if since and until and until.last <= since.first:
        return {"until": Invalid("恢复日期要晚于暂停日期，请核对这两格")}
    return {}


def check_category(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A category lasts a day at least."""
    since, until = values.get("since"), values.get("until")
    if since and until and until.last <= since.first:
        return {"until": Invalid("终止日期要晚于起始日期，请核对这两格")}
    return {}


def doubts_category(values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """What should be looked at: a check before the category began."""
    since, checked = values.get("since"), values.get("checked_on")
    if since and checked and checked.last < since.first:
        return {"checked_on": Invalid("核对日期比起始日期早，请核对")}
    return {}


def family(category: str) -> str:
    """What only one of may hold at a time: 重度失能 and 完全失能 are two degrees of one thing."""
    name, _, degree = category.rpartition("_")
    return name if degree.isdigit() else category
