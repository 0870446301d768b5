"""Goes through a site on a host, from its front page and from what the site tells of itself, as far as links lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from tests.hosts.asking import Answer, Host
from tests.hosts.places import Place, is_for_hosts
from tests.hosts.reading import Named, Reading, reading

SUMS = "SHA256SUMS"
TOLD = ("sitemap.xml", "robots.txt", SUMS)
"""Where a site tells which addresses it has; its feeds and lists of versions are found from there."""


@dataclass(frozen=True, slots=True)
class Link:
    """A path on the host, with the fragment of a page that may be meant, and the path of the page that names it."""

    path: str
    fragment: str
    origin: str

    def __str__(self) -> str:
        return f"{self.path}{f'#{self.fragment}' if self.fragment else ''} (named by {self.origin})"


@dataclass
class Crawl:
    """What was found: an answer by each path, the links that led there, and what no page may do."""

    answers: dict[str, Answer] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def readings(self) -> Iterator[tuple[str, Reading]]:
        """What was read in each answer, by its path."""
        for path, answer in self.answers.items():
            yield path, _reading(answer)

    def dead(self) -> Iterator[str]:
        """Give the links that lead nowhere, or to a part of a page that it hasn't."""
        for link in self.links:
            answer = self.answers[link.path]
            if answer.leads_on:
                continue  # it is followed, and counted where it ends
            if not answer.is_found:
                yield f"{answer.status}: {link}"
            elif link.fragment and link.fragment not in _reading(answer).ids:
                yield f"no such id: {link}"


def crawl(host: Host, place: Place) -> Crawl:
    """Ask for every address of a site on a host, once."""
    crawl = Crawl()
    waiting = [Link(path, "", "the visitor") for path in (place.front, *(place.prefix + name for name in TOLD))]
    while waiting:
        link = waiting.pop()
        crawl.links.append(link)
        if link.path not in crawl.answers:
            answer = crawl.answers[link.path] = host.ask(link.path)
            waiting += _links(crawl, host, place, answer)
    return crawl


def _reading(answer: Answer) -> Reading:
    if not answer.is_found:
        return Reading()
    return reading(answer.type, answer.path.rpartition("/")[2], answer.body)


def _links(crawl: Crawl, host: Host, place: Place, answer: Answer) -> Iterator[Link]:
    """Give what an answer leads to within the site; note what leads out of it."""
    for named in _named(place, answer):
        path = _path(host, place, answer.path, named.target)
        if path is None:
            if named.is_loaded:
                crawl.faults.append(f"{answer.path} loads {named.target} from another host")
        elif not path.startswith(place.prefix):
            crawl.faults.append(f"{answer.path} names {named.target}, above the site")
        else:
            yield Link(path, unquote(urlsplit(named.target).fragment), answer.path)


def _named(place: Place, answer: Answer) -> Iterator[Named]:
    if answer.leads_on:
        yield Named(answer.header("Location"))
    elif answer.path == place.prefix + SUMS:
        files = (line.partition("  ")[2] for line in answer.body.decode().splitlines())
        yield from (Named(place.address_of(file)) for file in files if not is_for_hosts(file))
    else:
        yield from _reading(answer).named


def _path(host: Host, place: Place, origin: str, target: str) -> str | None:
    """Give the path that is meant on this host; `None` for another host's, or for what is no web address.

    What stands with the site's full address is on this host: `base_url` is where it will be.
    """
    if target.startswith(place.site.base_url):
        target = place.prefix + target.removeprefix(place.site.base_url)
    parts = urlsplit(urljoin(host.address + origin, target))
    return parts.path or "/" if f"{parts.scheme}://{parts.netloc}" == host.address else None
