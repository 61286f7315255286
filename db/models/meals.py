"""Who eats with us: the diners of the meal service, the days on which they do not, and the groups they belong to.

Diet and allergies are about the meal and nothing else: no illness is written down, and 清真 is a way of cooking.
"""
from __future__ import annotations

from db.fields import Code, Codes, Date, Long, PersonName, Phone, Ref, Text
from db.models.people import Person
from db.models.staff import Staff
from db.record import Record


class MealDiner(Record):
    """One diner from a day to a day. One human has one row; who comes again after an end gets a new beginning."""

    label = "助餐对象"
    domain = "meals"
    title = ("person.name",)
    sheet = ("person.name", "mode", "meals", "days", "allergies", "diet", "person.id_card", "person.sex",
             "person.birth", "person.phone", "person.address", "since", "until", "door_note", "contact",
             "contact_relation", "contact_phone", "contact2", "contact2_relation", "contact2_phone", "consent",
             "consent_on", "consent_by", "consent_name", "note")

    person = Ref("人员", Person, required=True, unique=True)
    mode = Code("用餐方式", "meal_mode", required=True, section="用餐", width=8)
    days = Codes("用餐日", "weekday", required=True, section="用餐", width=16, help="一周里哪几天")
    meals = Codes("餐次", "meal_time", required=True, section="用餐", width=8)
    since = Date("开始日期", "future", required=True, section="用餐", width=12)
    until = Date("停止日期", "future", section="用餐", width=12, help="从这天起不再用餐；过几天还来的，登记“暂停用餐”")
    diet = Codes("饮食要求", "meal_diet", section="饮食", width=14)
    allergies = Text("过敏和忌口", section="饮食", search=True, width=16, help="不能吃的食物，例如 花生；不写病情")
    door_note = Text("敲门提示", section="饮食", width=18, help="例如 敲门后多等一会；不写钥匙放在哪里")
    contact = PersonName("第一联系人", section="紧急联系人", width=10)
    contact_relation = Text("第一联系人关系", section="紧急联系人", width=10, help="是本人的什么人，例如 女儿、邻居")
    contact_phone = Phone("第一联系人电话", section="紧急联系人", width=14, sensitive=True)
    contact2 = PersonName("第二联系人", section="紧急联系人", width=10)
    contact2_relation = Text("第二联系人关系", section="紧急联系人", width=10)
    contact2_phone = Phone("第二联系人电话", section="紧急联系人", width=14, sensitive=True)
    consent = Codes("同意事项", "meal_consent", section="同意", width=20)
    consent_on = Date("同意的日期", section="同意", width=12)
    consent_by = Code("由谁同意", "consent_giver", section="同意", width=8)
    consent_name = PersonName("代为同意的监护人", section="同意", width=10, help="监护人代为同意的才填")
    note = Long("备注", section="同意", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "meal_diners"


class MealPause(Record):
    """Days on which a diner does not eat with us. Without `until` the pause goes on; on `until` she is back."""

    label = "暂停用餐"
    domain = "meals"
    title = ("diner",)

    diner = Ref("助餐对象", MealDiner, required=True, width=10)
    since = Date("暂停日期", "future", required=True, width=12, help="从这天起不用餐")
    until = Date("恢复日期", "future", width=12, help="从这天起又用餐；还不知道哪天恢复的不填")
    note = Text("说明", width=20, help="只写与用餐有关的事实，不写病情")

    class Meta:
        table_name = "meal_pauses"


class MealCategory(Record):
    """A group that a diner belongs to for the meal service, on what grounds, and who checked it. Age is computed."""

    label = "助餐对象类别"
    domain = "meals"
    title = ("diner",)

    diner = Ref("助餐对象", MealDiner, required=True, width=10)
    category = Code("类别", "meal_category", required=True, width=14)
    basis = Text("认定依据", required=True, width=24, help="证件或认定文书的名称和编号，谁认定的")
    since = Date("起始日期", required=True, width=12)
    until = Date("终止日期", "future", width=12, help="从这天起不再算；一直有效的不填")
    checked_by = Ref("核对人", Staff, required=True, width=10)
    checked_on = Date("核对日期", required=True, width=12)
    note = Long("备注", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "meal_categories"
