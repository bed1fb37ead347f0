"""The registry of outlets, and the names they are found under."""

import re

import numpy as np
import pytest

from framing.hosts import host
from framing.registry import find_outlet, load_outlets

OUTLETS = load_outlets()
TYPES = {
    "agency",
    "aggregator",
    "broadcaster",
    "digital",
    "magazine",
    "newspaper",
    "party_organ",
    "think_tank",
}
OWNERSHIPS = {"cooperative", "nonprofit", "party", "private", "public", "state", "trust"}
TYPOLOGY = {"SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP"}


def outlet_id(name_or_url):
    found = find_outlet(name_or_url)
    return None if found is None else found["outlet_id"]


class TestTheRegistry:
    def test_has_at_least_five_hundred_outlets_under_stable_ids_in_order(self):
        ids = OUTLETS["outlet_id"].tolist()
        assert len(ids) >= 500
        assert ids == sorted(set(ids))
        assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []

    def test_fills_every_column_that_every_outlet_has(self):
        needed = ["name", "domains", "country", "language", "type", "ownership", "source"]
        assert OUTLETS[needed].notna().all(axis=None)
        assert OUTLETS["looked_up"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()

    def test_uses_the_documented_values(self):
        assert set(OUTLETS["type"]) <= TYPES
        assert set(OUTLETS["ownership"]) <= OWNERSHIPS
        assert set(OUTLETS["state_control"].dropna()) <= TYPOLOGY
        assert OUTLETS["country"].str.fullmatch("[A-Z]{2}").all()
        assert OUTLETS["language"].str.fullmatch("[a-z]{2}").all()
        assert OUTLETS["founded"].dropna().between(1600, 2026).all()

    def test_keeps_namibia(self):
        assert find_outlet("The Namibian")["country"] == "NA"

    def test_knows_state_media_of_at_least_sixty_countries(self):
        assert OUTLETS.loc[OUTLETS["state_control"].notna(), "country"].nunique() >= 60

    def test_knows_english_outlets_of_every_continent(self):
        english = set(OUTLETS.loc[OUTLETS["language"] == "en", "country"])
        assert {"US", "GB", "AR", "ZA", "KE", "IN", "SG", "AU", "FJ", "JM"} <= english

    def test_rates_nobody(self):
        forbidden = {"lean", "bias", "rating", "reliability", "score", "credibility", "factual"}
        assert not forbidden & set(OUTLETS.columns)

    def test_gives_every_host_to_one_outlet(self):
        hosts = OUTLETS["domains"].str.split(";").explode()
        assert hosts[hosts.duplicated(keep=False)].tolist() == []
        assert [
            name for name in hosts if host(name) not in (name, re.sub(r"^\w+\.", "", name))
        ] == []

    def test_finds_each_outlet_under_each_of_its_own_names_and_hosts(self):
        lost = []
        for row in OUTLETS.fillna({"aliases": ""}).itertuples():
            aliases = filter(None, row.aliases.split(";"))
            addresses = [f"https://www.{name}/news/a" for name in row.domains.split(";")]
            for known in (row.outlet_id, row.name, *aliases, *addresses):
                if outlet_id(known) != row.outlet_id:
                    lost.append((row.outlet_id, known))
        assert lost == []

    def test_is_not_changed_by_what_its_reader_does_to_it(self):
        table, row = load_outlets(), find_outlet("BBC")
        table["name"], row["name"] = "?", "?"
        assert find_outlet("BBC")["name"] == "BBC News"


class TestNames:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Fox News Online News", "fox-news"),
            ("CNN (Web News)", "cnn"),
            ("New York Times - News", "new-york-times"),
            ("the NEW york times", "new-york-times"),
            ("NBC (Web News)", "nbc-news"),
            ("Daily Beast", "daily-beast"),
            ("TheBlaze.com", "the-blaze"),
            ("L.A. Times", "los-angeles-times"),
            ("Clarin", "clarin"),
            ("Al-Jazeera", "al-jazeera"),
            ("Le Monde (Le Monde)", "le-monde"),
            ("The Guardian (Nigeria)", "guardian-nigeria"),
            ("The Guardian (UK)", "guardian"),
            ("  BBC\u00a0News\n", "bbc"),
            ("Fox Business", "fox-business"),
            ("n+1", "n-plus-one"),
            ("N1", "n1"),
        ],
    )
    def test_are_forgiven_case_articles_and_sections(self, name, expected):
        assert outlet_id(name) == expected

    @pytest.mark.parametrize(
        "name",
        ["", "The", "News", "Online", "Guest Writer - Right", "Anna Vetter", "ABC", "Daily News",
         "The Guardian (Elsewhere)", "Anna Vetter (BBC)", "\0", "🗞", "news" * 1000, None, np.nan],
    )  # fmt: skip
    def test_are_never_guessed(self, name):
        assert outlet_id(name) is None
