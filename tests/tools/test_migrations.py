"""Indexes and constraints of a new model stand in the operation that creates it."""

from django.db import models
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterField, CreateModel

from tools.migrations import folded

INDEX = models.Index(fields=["title"], name="book_title")
ONCE = models.UniqueConstraint(fields=["title"], name="book_once")


def _book() -> CreateModel:
    return CreateModel("Book", [("title", models.TextField())])


def test_indexes_and_constraints_move_into_the_model() -> None:
    """Whatever was made between them."""
    shelf = CreateModel("Shelf", [("name", models.TextField())])
    made = folded([_book(), shelf, AddIndex("book", INDEX), AddConstraint("book", ONCE)], "shelf")
    assert [type(operation) for operation in made] == [CreateModel, CreateModel]
    assert made[0].deconstruct()[2]["options"] == {"indexes": [INDEX], "constraints": [ONCE]}
    assert made[1] == shelf


def test_a_field_that_comes_later_keeps_what_needs_it_behind() -> None:
    """The model is created before that field is there."""
    pages = AddField("book", "pages", models.IntegerField())
    operations = [_book(), pages, AddConstraint("book", ONCE)]
    assert folded(operations, "shelf") == operations


def test_a_model_that_was_made_elsewhere_is_left_alone() -> None:
    """There is no operation to move into."""
    operations = [AlterField("book", "title", models.CharField(max_length=9)), AddIndex("book", INDEX)]
    assert folded(operations, "shelf") == operations
