"""Addresses, and the outlet behind them."""

import pytest

from framing.hosts import host
from framing.registry import find_outlet


def outlet_id(name_or_url):
    found = find_outlet(name_or_url)
    return None if found is None else found["outlet_id"]


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
