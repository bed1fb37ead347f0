"""The registry of outlets, and how an article's outlet is found in names, addresses, datelines."""

import re

import numpy as np
import pandas as pd
import pytest

from framing.hosts import host
from framing.outlets import check_outlets, find_outlet, load_outlets, resolve

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


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("http://politicalticker.blogs.cnn.com/2013/05/01/a/", "cnn"),
            ("https://www1.cbn.com/cbnnews/a", "cbn"),
            ("bbc.co.uk", "bbc"),
            ("//www.bbc.co.uk/news", "bbc"),
            ("HTTPS://WWW.NYTIMES.COM/A", "new-york-times"),
            ("https://reader:secret@www.npr.org:8443/a?b=c#d", "npr"),
            ("https://edition.cnn.com/a", "cnn"),
            ("https://m.washingtontimes.com/a", "washington-times"),
            ("https://amp.theguardian.com/a", "guardian"),
            ("https://www.ahram.org.eg/a", "al-ahram"),
            ("https://web.archive.org/web/20150101000000/http://rt.com:80/news/", "rt"),
            ("https://web.archive.org/web/2015id_/https://tass.ru/a", "tass"),
            ("https://www.google.com/amp/s/www.vox.com/a", "vox"),
            ("https://www-vox-com.cdn.ampproject.org/c/s/www.vox.com/a", "vox"),
            (
                "https://www.google.com/url?sa=t&url=https%3A%2F%2Fapnews.com%2Fa",
                "associated-press",
            ),
            ("https://www-lemonde-fr.translate.goog/a", "le-monde"),
            ("https://news.yahoo.com/a", "yahoo-news"),
            ("http://feedproxy.google.com/~r/breitbart/~3/2RH0NV/", "breitbart"),
            ("https://feeds.feedblitz.com/~/6292/0/alternet_all~Rain-falls/", "alternet"),
        ],
    )
    def test_lead_to_the_outlet_behind_them(self, address, expected):
        assert outlet_id(address) == expected

    def test_longest_host_wins(self):
        assert outlet_id("https://english.ahram.org.eg/") == "al-ahram"
        assert outlet_id("https://spectator.sme.sk/a") == "slovak-spectator"
        assert outlet_id("https://sme.sk/a") == "sme"

    @pytest.mark.parametrize(
        "address",
        ["https://notcnn.com/", "https://cnn.com.evil.example/", "https://co.uk/", "http://[::1",
         "http://1.2.3.4/", "https://", "https://example.com/?u=cnn.com"],
    )  # fmt: skip
    def test_are_not_taken_for_others(self, address):
        assert outlet_id(address) is None

    def test_in_other_alphabets_are_read_as_their_ascii_form(self):
        assert host("https://bücher.example/a") == host("https://xn--bcher-kva.example/a")


class TestResolving:
    def test_what_the_input_says_comes_first(self):
        assert resolve("Reuters", "https://www.bbc.com/a", None) == ("reuters", "given")

    def test_an_unknown_name_leaves_it_to_the_address(self):
        assert resolve("Anna Vetter", "https://www.bbc.com/a", "") == ("bbc", "url")

    def test_an_address_comes_before_a_dateline(self):
        text = "LONDON (Reuters) - Rain fell."
        assert resolve(None, "https://www.bbc.com/a", text) == ("bbc", "url")

    def test_an_aggregator_is_the_outlet_only_if_nothing_else_is_known(self):
        address = "https://www.msn.com/a"
        assert resolve("Reuters", address, "Rain fell.") == ("reuters", "given")
        assert resolve(None, address, "LONDON (AP) — Rain fell.") == (
            "associated-press",
            "dateline",
        )
        assert resolve(None, address, "Rain fell.") == ("msn", "url")

    def test_nothing_known_is_nothing_said(self):
        assert resolve(None, None, None) == (None, None)
        assert resolve("Evening Lantern", "https://lantern.example/", "Rain.") == (None, None)
        assert resolve(pd.NA, pd.NA, pd.NA) == (None, None)


class TestDatelines:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("MOSCOW (Sputnik) — Rain fell.", "sputnik"),
            ("WASHINGTON (Reuters) - Rain fell.", "reuters"),
            ("LONDON, 3 May (AP) — Rain fell.", "associated-press"),
            ("NEW YORK, Sept. 3, 2015 (AFP) -- Rain fell.", "afp"),
            ("BEIRUT/AMMAN (Reuters) – Rain fell.", "reuters"),
            ("ST. PAUL, Minn. (AP) _ Rain fell.", "associated-press"),
            ("Rio de Janeiro (Xinhua) -- Rain fell.", "xinhua"),
            ("(Reuters) - Rain fell.", "reuters"),
            ("MOSCOW, September 30. /TASS/. Rain fell.", "tass"),
            ("Washington (CNN)The rain fell on the capital for the third day in a row.", "cnn"),
            ("CNN —\nRain fell.", "cnn"),
        ],
    )
    def test_name_the_outlet(self, text, expected):
        assert resolve(None, None, text) == (expected, "dateline")

    def test_are_found_below_the_navigation_of_a_saved_page(self):
        top = "01:34 GMT21 May 2015\nListen Live\n    Science\n\n    Get short URL\n    0 74\n\n"
        summary = "    Rain, which is falling, may fall on, officials (of the harbour) say.\n\n"
        text = top + summary + "    TURIN (Sputnik) — Rain fell.\n"
        assert resolve(None, None, text) == ("sputnik", "dateline")

    def test_are_not_looked_for_further_down(self):
        text = "Rain fell on the harbour.\n" * 40 + "LONDON (Reuters) - More rain.\n"
        assert resolve(None, None, text) == (None, None)

    @pytest.mark.parametrize(
        "text",
        [
            "The agency (Reuters) said on Monday that rain would fall all over the country.",
            "He told Reuters - and others - that rain would fall.",
            "LONDON (Updated) - Rain fell.",
            "Anna Vetter / AFP / Agency People in Turin watch the rain as it falls on the harbour.",
            "Time — and rain — will tell.",
            "TURIN (Gallup) - Rain fell.",
            "A harbour (AP)",
            "(" * 5000,
            "A " * 5000,
            "",
            "\0\n\n\0",
        ],
    )
    def test_are_not_seen_in_ordinary_sentences(self, text):
        assert resolve(None, None, text) == (None, None)


class TestChecking:
    def table(self, *rows):
        return pd.DataFrame(rows, columns=["outlet", "url"])

    def test_one_name_with_several_hosts_is_said(self):
        table = self.table(
            ("Anna Vetter", "https://bbc.com/1"),
            ("Anna Vetter", "https://bbc.co.uk/2"),
            ("Anna Vetter", "https://lantern.example/3"),
        )
        (finding,) = check_outlets(table)
        assert finding.kind == "several_hosts"
        assert (
            finding.what == "'Anna Vetter' comes with several hosts: bbc (2), lantern.example (1)."
        )
        assert finding.advice

    def test_one_host_with_several_outlets_is_said(self):
        table = self.table(
            ("BBC", "https://www.lantern.example/1"),
            ("BBC News", "https://lantern.example/2"),
            ("Evening Lantern", "https://lantern.example/3"),
        )
        (finding,) = check_outlets(table)
        assert finding.kind == "several_outlets"
        assert "'lantern.example'" in finding.what
        assert "bbc (2), Evening Lantern (1)" in finding.what

    def test_hosts_and_names_of_one_outlet_are_one(self):
        table = self.table(("CNN", "https://money.cnn.com/"), ("CNN (Web News)", "http://cnn.com/"))
        assert check_outlets(table) == []

    def test_missing_names_and_addresses_are_passed_over(self):
        table = self.table(
            ("CNN", None), (None, "https://bbc.com"), ("", ""), ("CNN", "no address")
        )
        assert check_outlets(table) == []
        assert check_outlets(pd.DataFrame({"text": ["Rain."]})) == []


def test_thirty_thousand_articles_take_seconds():
    text = "Listen Live\n" * 12 + "Rain fell on the harbour. " * 400
    for number in range(30_000):
        resolve(f"Writer {number % 300}", f"https://lantern.example/{number}", text)
