"""The search index: two keys find a person, several words narrow, rights cut by record."""
from __future__ import annotations

import peewee
import pytest

from db import search
from db.driver import StoreDatabase
from db.terms import terms

PEOPLE = {
    1: ("张三", "99010119900101123X", "13800001234", "幸福里3号楼2单元501"),
    2: ("张三丰", "990101195502023214", "13900005678", "幸福里3号楼1单元101"),
    3: ("单雄信", "990101198003034321", "13700009999", "翠湖苑12号楼2单元302"),
    4: ("尉迟恭", "990101197504045432", "13600008888", "翠湖苑3号楼2单元502"),
    5: ("周顺", "990101196005056543", "13500007777", "西苑小区3号楼2单元601"),
}
KINDS = ("name", "id_card", "phone", "address")


def person_terms(row):
    return set().union(*(terms(kind, value) for kind, value in zip(KINDS, row, strict=True)))


@pytest.fixture
def database():
    database = StoreDatabase(":memory:")
    for statement in search.tables(database):
        database.execute_sql(statement)
    search.put_many(lambda sql, rows: database.connection().executemany(sql, rows), "people",
                    ((rid, person_terms(row)) for rid, row in PEOPLE.items()))
    search.put(database.execute_sql, "branches", 1, (), terms("text", "幸福里第一党支部"))
    yield database
    database.close()


def found(database, text, **options):
    return [rid for _, rid in search.find(database.execute_sql, text, **options)[0]]


@pytest.mark.parametrize(("typed", "who"), [
    ("zs", [1, 5, 2]), ("张三", [1, 2]), ("zhangsan", [1, 2]), ("sx", [3]), ("shanx", [3]), ("danx", [3]),
    ("yuchi", [4]), ("weichi", [4]), ("123x", [1]), ("123Ｘ", [1]), ("1234", [1]), ("5678", [2]), ("19900101", [1]),
    ("3-2-501", [1]), ("3号楼2单元501", [1]), ("翠湖苑", [4, 3]), ("西苑3-2", [5]), ("13800001234", [1]),
])
def test_a_person_is_found_by_what_a_clerk_types(database, typed, who):
    assert sorted(found(database, typed, records=["people"])) == sorted(who)


def test_the_whole_name_comes_before_longer_ones(database):
    assert found(database, "张三")[0] == 1
    assert found(database, "zhangsan")[0] == 1


def test_every_word_must_be_found(database):
    assert found(database, "zs 3-2", records=["people"]) == [1, 5]
    assert found(database, "zs 3-2 1234") == [1]
    assert found(database, "zs 9-9") == []


def test_all_records_are_searched_unless_rights_say_less(database):
    assert ("branches", 1) in search.find(database.execute_sql, "幸福里")[0]
    assert search.find(database.execute_sql, "第一", records=["people"]) == ([], False)
    assert search.find(database.execute_sql, "第一", records=[]) == ([], False)


def test_a_cut_answer_says_that_there_is_more(database):
    hits, more = search.find(database.execute_sql, "3-", limit=2, records=["people"])
    assert len(hits) == 2 and more
    hits, more = search.find(database.execute_sql, "3-", limit=20, records=["people"])
    assert len(hits) == 4 and not more


def test_a_changed_row_is_found_by_its_new_words_only(database):
    new = ("张三", PEOPLE[1][1], "13811112222", PEOPLE[1][3])
    search.put(database.execute_sql, "people", 1, person_terms(PEOPLE[1]), person_terms(new))
    assert found(database, "1234") == []
    assert found(database, "2222") == [1]
    assert found(database, "张三") == [1, 2]


def test_a_dropped_row_is_found_no_more_and_putting_twice_is_harmless(database):
    search.put(database.execute_sql, "people", 3, (), person_terms(PEOPLE[3]))
    search.drop(database.execute_sql, "people", 3)
    assert found(database, "单雄信") == []
    search.drop(database.execute_sql, "people")
    assert search.find(database.execute_sql, "zs") == ([], False)
    assert search.find(database.execute_sql, "第一")[0] == [("branches", 1)]


def test_nothing_typed_finds_nothing_and_signs_of_sql_are_words(database):
    for text in ("", "   ", "%", "'; DROP TABLE search_term; --", "_", "\x00"):
        assert search.find(database.execute_sql, text, records=["people"])[0] == []
    assert found(database, "张三") == [1, 2]


def test_two_common_words_are_cut_with_one_another_as_far_as_is_read(database, monkeypatch):
    monkeypatch.setattr(search, "MANY", 600)
    monkeypatch.setattr(search, "PROBES", 150)

    def insert(sql, rows):
        database.connection().executemany(sql, rows)

    search.put_many(insert, "people", ((rid, {f"zs{rid}", f"3-2-{rid}"}) for rid in range(100, 180)))
    search.put_many(insert, "people", ((rid, {f"zs{rid}"}) for rid in range(5000, 5300)))
    hits, more = search.find(database.execute_sql, "zs 3-2", limit=3000, records=["people"])
    assert {rid for _, rid in hits} == {1, 5, *range(100, 180)} and not more
    assert search.find(database.execute_sql, "zs z", records=["people"])[1]


class Members(peewee.Model):
    """A record that is found by the words of its person."""

    person = peewee.IntegerField(column_name="person_id")

    class Meta:
        table_name = "members"


def test_a_list_is_narrowed_by_a_rows_own_words_or_its_persons(database):
    with Members.bind_ctx(database):
        database.create_tables([Members])
        Members.insert_many([{"person": 1}, {"person": 5}, {"person": 3}]).execute()
    search.put(database.execute_sql, "members", 3, (), terms("number", "DY-7"))
    via = ("people", "person_id")
    assert search.matching(database.execute_sql, "members", via, "zs") == [1, 2]
    assert search.matching(database.execute_sql, "members", via, "sx dy-7") == [3]
    assert search.matching(database.execute_sql, "members", via, "zs dy-7") == []
    assert search.matching(database.execute_sql, "people", None, "zs 3-2") == [1, 5]
    assert search.matching(database.execute_sql, "people", None, "zs", limit=1) == [1]
    assert search.matching(database.execute_sql, "people", None, " ") == []
