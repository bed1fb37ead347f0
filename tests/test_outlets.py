"""How an article's outlet is found: what the input says, its address, its dateline."""

import pandas as pd
import pytest

from framing.outlets import check_outlets, resolve


class TestResolving:
    def test_what_the_input_says_comes_first(self):
        assert resolve("Reuters", "https://www.bbc.com/a", None) == ("reuters", "given")

    def test_an_unknown_name_leaves_it_to_the_address(self):
        assert resolve("Anna Vetter", "https://www.bbc.com/a", "") == ("bbc", "url")

    def test_of_outlets_that_share_a_name_the_address_chooses(self):
        assert resolve("The Telegraph", None) == ("telegraph", "given")
        assert resolve("The Telegraph", "https://www.macon.com/a") == ("macon-telegraph", "given")
        assert resolve("The Telegraph", "https://www.bbc.com/a") == ("telegraph", "given")
        assert resolve("ABC News", "https://www.abc.net.au/news/a") == ("abc-au", "given")

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
