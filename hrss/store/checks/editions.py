"""Published editions: what they said, their numbers and their documents."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from hrss.store.editions import figures_digest
from hrss.store.tables import clock, edition, edition_document


def _changed_editions(connection: Connection) -> Iterator[str]:
    query = select(edition.c.number, edition.c.area_code, edition.c.digest)
    found = connection.execute(query.add_columns(edition.c.figures))
    for number, area, digest, figures in found:
        if figures_digest(figures) != digest:
            yield f"第 {number} 期通报（{area}）的数字与发布时的校验值不符"


def _editions_without_document(connection: Connection) -> Iterator[str]:
    has_one = edition_document.c.edition_id == edition.c.id
    query = (
        select(edition.c.number, edition.c.area_code)
        .outerjoin(edition_document, has_one)
        .where(edition_document.c.edition_id.is_(None))
    )
    for number, area in connection.execute(query):
        yield f"第 {number} 期通报（{area}）没有留存文件"


def _misnumbered_editions(connection: Connection) -> Iterator[str]:
    """Each area counts from 1, in the order in which its editions were published."""
    if connection.execute(select(clock.c.clear_count)).scalar_one():
        return
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    query = select(edition.c.area_code, edition.c.number).order_by(edition.c.id)
    for area, number in connection.execute(query):
        numbers[area].append(number)
    for area, given in sorted(numbers.items()):
        if given != list(range(1, len(given) + 1)):
            yield f"通报（{area}）的期号应为 1 至 {len(given)} 依次递增，实际不是"


EDITION_CHECKS = (
    _changed_editions,
    _editions_without_document,
    _misnumbered_editions,
)
