"""The furniture of news pages: the phrases that belong to the page, not to the article.

One declared list, written by hand from what news sites print around an article. A line
is compared with it as a whole, by its opening, or, for phrases no reporter writes, by what
it contains; how, is in `match`. What is not listed here is left to the shape of the line.
"""

import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

__all__ = ["FURNITURE", "LONGEST", "Furniture", "match"]

LONGEST = 420
"""Characters. A longer line is not furniture on account of a phrase, a notice on cookies apart."""


class Furniture(NamedTuple):
    """A group of phrases: the zone they mark, the name of the rule, and where they stand."""

    label: str
    name: str
    whole: str = ""
    opening: str = ""
    inside: str = ""


FURNITURE = (
    Furniture(
        "boilerplate",
        "sharing",
        whole="""share|tweet|reply|report|flag|upvote|downvote|retweet|email|e-mail|print
            |facebook|twitter|linkedin|whatsapp|reddit|pinterest|instagram|youtube|flipboard
            |messenger|telegram|tumblr|snapchat|pocket|vkontakte|viber|google plus|google+|rss
            |rss feed|copy link|copy this link|link|copy|embed|link copied|link copied!
            |get short url|short url|share this|share this story|share this article
            |share article|share on|share via|more sharing options|show more sharing options
            |close extra sharing options|close share panel|share all sharing options
            |print article|print this article|print page|email this|email this article
            |email article|facebook twitter|facebook twitter email|like this|like loading|save
            |save article|bookmark|follow us|follow us on|connect|connect with us|shares|like
            |likes|copy url|facebook share|twitter share|share link|send|gift this article|line
            |x|threads|bluesky|share to facebook|share to twitter|a a|text size|font size""",
        opening="""share this with|share this on|share this story|share this post
            |share this article|share this page|share this video|share on:|share on facebook
            |share on twitter|share on x|share on whatsapp|share on linkedin|share all sharing
            |share:|follow us on|like us on|find us on|click to share|click to email
            |click to print|follow @|read more about sharing|these are external links and
            |link to this video|embed this|print this article|tweet this|sharing options
            |join the conversation on|follow us:""",
        inside="""share it with friends|sorry, your blog cannot share|bloggers like this
            |opens in new window|opens in a new window""",
    ),
    Furniture(
        "boilerplate",
        "navigation",
        whole="""home|menu|search|close|sections|skip|more|next|previous|back|top|back to top
            |return to top|scroll back to top|show search|submit search|search query|site search
            |main menu|back to main menu|skip to content|skip to main content|skip to navigation
            |skip navigation|accessibility help|accessibility|about|about us|contact|contact us
            |careers|jobs|classifieds|archive|archives|faq|help|site map|sitemap|masthead|staff
            |corrections|news|top stories|home page|homepage|world|politics|business|sports
            |sport|opinion|entertainment|technology|tech|science|health|travel|lifestyle|weather
            |video|videos|photos|podcasts|obituaries|real estate|local news|national|local
            |culture|style|food|education|crime|latest news|breaking news|latest|trending
            |trending now|u.s.|us news|world news|military & intelligence|middle east|europe
            |asia|africa|americas|latin america|all sections|edition|english|site index|explore
            |features|reviews|columns|columnists|editorials|letters to the editor|e-edition
            |eedition|e-paper|epaper|print edition|today's paper|back to gallery
            |return to homepage|menusections|post navigation|subscribe now|toggle navigation
            |open menu|close menu|see all|view all|view more|show more|load more
            |read full article|continue|go|ok|cancel|done|submit|loading|loading ...|please wait
            |advanced search|our company|customer service|site information|company|feedback
            |send feedback|settings|profile|my account|log out|sign out|dismiss|expand|collapse
            |hide|photo gallery|gallery|slideshow|view gallery|view slideshow|play|replay|pause
            |up next|live|on air|tv schedule|programmes|shows|analysis|commentary|newsroom|press
            |investors|games|puzzles|crossword|horoscope|horoscopes|events|comics|movies|music
            |books|arts|television|tv|radio|magazine|cars|autos|economy|markets|money|law|nfl
            |nba|mlb|nhl|golf|tennis|cricket|football|soccer|basketball""",
        opening="skip to|back to top|jump to navigation|visit our partner",
    ),
    Furniture(
        "boilerplate",
        "player",
        whole="""listen live|listen|listen now|listen to article|listen to this article
            |watch live|live tv|watch now|watch|audio|watch video|play video
            |media playback is unsupported on your device|volume|mute|unmute|fullscreen|caption
            |hide caption|toggle caption|more videos|now playing|transcript|download|stream
            |live radio|autoplay""",
        opening="""media playback|your browser does not support|javascript is
            |please enable javascript|this video is|playback of this video
            |listen to this article|video player|heard on
            |hear npr|listen to npr""",
        inside="html5 video|enable javascript|javascript is disabled|javascript is not",
    ),
    Furniture(
        "boilerplate",
        "newsletter",
        whole="""newsletter|newsletters|email newsletters|your email address|email address
            |enter your email|sign up|sign me up|subscribe to newsletter|daily newsletter
            |rss feeds|alerts|breaking news emails|email alerts|get the newsletter|thank you
            |thank you for subscribing|thanks for signing up|your name|email me|first name
            |last name|zip code|invalid email""",
        opening="""sign up for|sign up to|signup for|subscribe to our|get our
            |get the latest updates|get the latest news|get breaking|receive the latest
            |enter your email|please enter your|join our newsletter|join our mailing
            |click here to subscribe|subscribe to the|subscribe by email|subscribe via|get daily
            |get alerts|stay up to date|stay up-to-date|stay informed|newsletter:
            |newsletters:|you have been subscribed|you have successfully|by signing up
            |by subscribing|by submitting your|by clicking|by entering your
            |thank you for signing|thanks for subscribing|keep up with the latest
            |check your inbox|get this delivered|have the latest""",
        inside="""to your inbox|in your inbox|our newsletter|our daily newsletter
            |free newsletter|newsletter here|sign up here|our mailing list
            |our email list|notifications of new posts|first in your inbox|weekly newsletter
            |newsletter for the latest|sign up for our|subscribe to our""",
    ),
    Furniture(
        "boilerplate",
        "subscription",
        whole="""subscribe|sign in|log in|login|register|donate|donate now|join|join now
            |subscriptions|subscription options|subscribe sign in|subscribesign in
            |to read the full story|support us|support our journalism|become a member
            |become a subscriber|manage subscription|free trial|already a subscriber?
            |create account|create an account|create free account|register now
            |start your free trial|give today|make a donation|contribute|support our work|give
            |already a member?|not a subscriber?|subscribe today|subscriber services
            |digital access""",
        opening="""already a subscriber|already have an account|to continue reading
            |to read the full|to read this article|you have reached your|you've reached your
            |you’ve reached your|support independent journalism|support our|become a supporter
            |subscribe for|subscribe today|subscribe now|subscribe to
            |this article is for subscribers|this content is for|unlock this article|log in to
            |login to|sign in to|please log in|please sign in|please subscribe|please donate
            |please support|you must be logged|continue reading your|help us keep|help support
            |if you enjoyed this|if you value|make a tax-deductible
            |your donation|your contribution|get unlimited""",
        inside="""unlimited digital access|cancel anytime|for unlimited access
            |tax-deductible donation|subscriber-only|exclusive to subscribers|your free articles
            |free articles this month|making a donation|consider donating|become a member
            |your subscription""",
    ),
    Furniture(
        "boilerplate",
        "comments",
        whole="""comment|comments|view comments|leave a comment|leave comments|add a comment
            |discussion|post a comment|show comments|hide comments|no comments|write a comment
            |join the conversation|join the discussion|community standards|community guidelines
            |community standardsdiscussion|cancel reply|leave a reply|post comment|read comments
            |comments are closed|recent comments|most commented|login to comment
            |share your thoughts|load comments|your comment|what do you think?|conversation
            |view all comments|commenting policy|comment policy|report abuse|comments policy
            |community rules""",
        opening="""leave a comment|leave a reply|join the conversation|view comments
            |read the comments|comments are|commenting is|share your thoughts|post a comment
            |your email address will|required fields|comments (|comment (|this site uses akismet
            |notify me of|community rules|you must be signed in|have your say|tell us what you
            |let us know in the comments|what do you think|show comments|add your comment""",
        inside="in the comments below|comments below|comment section below|powered by disqus",
    ),
    Furniture(
        "boilerplate",
        "advertisement",
        whole="""advertisement|advertisements|advert|ad|ads|sponsored|sponsored content
            |sponsor message|promoted|advertise|advertise with us|advertising|anzeige|publicidad
            |publicité|publicidade|story continues below advertisement
            |article continues below advertisement|story continued below|story continues below
            |article continues below|continue reading below
            |advertisement - story continues below|continue reading the main story
            |loading advertisement|adchoices|ad choices|your ad choices|ad feedback|paid content
            |partner content|report this ad|skip ad|skip advertisement|from our partners
            |continue reading|paid post|ad closed by google|promoted stories|promoted content
            |you may like|commercial|remove ads""",
        opening="""advertisement|article continues|story continues|story continued
            |scroll to continue|continue reading below|sponsored by|paid for by|presented by
            |brought to you by|ads by|this content is not available""",
        inside="""affiliate commission|affiliate links|we may earn a|may earn an affiliate
            |earn a commission|small commission|share of the sale""",
    ),
    Furniture(
        "boilerplate",
        "legal",
        whole="""privacy|privacy policy|privacy notice|terms|terms of use|term of use
            |terms of service|terms and conditions|terms & conditions|cookie policy|cookies
            |disclaimer|copyright|legal|copyright policy|california privacy rights
            |your california privacy rights|imprint|do not sell my info
            |do not sell my personal information|impressum|datenschutz|user agreement|reprints
            |permissions|licensing|interest based ads|privacy preferences|accept|accept all
            |i accept|manage preferences|cookie settings|ethics statement|editorial standards
            |agree|got it|all rights reserved|privacy & cookies|privacy and cookies""",
        opening="""copyright ©|copyright (c)|©|(c) 19|(c) 20|copyright 19|copyright 20
            |we use cookies|this site uses cookies|this website uses|this material may not be
            |the material on this|by using this site|by continuing to|we and our partners
            |registration on or use|all content ©|click here for reprint|this copyrighted
            |disclaimer:|privacy policy|no part of this|your privacy|we value your privacy
            |cookies on""",
        inside="""all rights reserved|may not be reproduced|may not be published
            |may not be republished|use of cookies|our privacy policy|our cookie policy
            |alle rechte vorbehalten|todos los derechos|tous droits
            |reprint permission""",
    ),
    Furniture(
        "boilerplate",
        "contact",
        opening="""write to|contact the author|contact the reporter|email the author
            |follow him on|follow her on|follow them on|got a tip|have a tip|have a news tip
            |send tips|send us|have a question|reach the author|reach the reporter
            |to report a correction|report a typo|report an error|follow the author
            |read more stories by|contact us at|follow newsbeat""",
        inside="""follow him on|follow her on|follow them on|follow me on|follow us on
            |on twitter: @|on twitter at @|on twitter @|can be reached at|may be reached at
            |be reached by email|reached via email""",
    ),
    Furniture(
        "related",
        "heading",
        whole="""related|related articles|related stories|related content|related topics
            |related links|related posts|related news|related coverage|related video
            |related videos|read more|read also|also read|more stories|more news|more from
            |most popular|most read|most viewed|most shared|most watched|most discussed|popular
            |popular stories|popular now|recommended|recommended for you|recommended stories
            |you might also like|you may also like|more on this|more on this story
            |more on this topic|see also|see more|don't miss|don’t miss|must read|must reads
            |editor's picks|editors' picks|editor’s picks|editors’ picks|up next
            |what to read next|read next|latest stories|latest articles|top news|recent
            |recent posts|recent news|recent stories|recent articles|next story|previous story
            |next article|previous article|in case you missed it|more coverage
            |more in this section|more like this|promoted by taboola|around the web|from the web
            |from around the web|most popular videos|most popular articles|most popular stories
            |story timeline|elsewhere on the web|explore more|further reading|most recent
            |top stories|trending stories|today's headlines|also on|up next:|more headlines
            |discover more|keep reading|special reports|in this article|related stories from
            |sponsored stories|you might like|what others are reading|other stories|our picks
            |best of|read this next|latest videos|more videos|top videos""",
        opening="""more from|more on|more great|most popular in|recommended for|trending in
            |latest in|popular in|more stories from|related articles:|related stories:
            |you may also be""",
    ),
    Furniture(
        "related",
        "link",
        opening="""read more:|read more -|read also:|also read:|also read|related:
            |related article:|related story:|see also:|more:|watch:|watch live:|listen:|video:
            |photos:|in pictures:|read:|don't miss:|don’t miss:|must read:|click here for
            |click here to|(also on|( also on|(read more|(related:|[related:|[read more
            |[see also|(see also|(more:|>>|»|next post|previous post|next story:|next article:
            |up next:|in case you missed it:|more reading:|further reading:|click for
            |check out our|read the full|view the full|see the full|read the original
            |this article originally appeared|this story originally appeared
            |this article was originally published|this story was originally published
            |this article first appeared|what to read next:|recommended:|download our
            |from the archives:|from our archives:""",
    ),
    Furniture(
        "keywords",
        "heading",
        whole="tags|topics|keywords|filed under|tagged",
        opening="""tags:|tags|topics:|topic:|keywords:|filed under|tagged:|tagged with|tagged as
            |topics""",
    ),
    Furniture(
        "caption",
        "credit",
        whole="""photo|image|photos by|getty images|file photo|stock photo|image source
            |photo illustration""",
        opening="""photo:|photos:|photo by|photos by|photograph by|photograph:|(photo:|(photo by
            |(photos by|image:|image by|image copyright|image caption|image credit|image source
            |images:|picture:|(image:|file photo|(file photo|file -|file –|file —|credit:
            |(credit:|photo credit|image 1 of|caption:|courtesy of|(courtesy|illustration by
            |illustration:|(illustration|video by|(ap photo|ap photo|enlarge this image
            |media caption|photo illustration|photo courtesy|pic:|picture by|in this photo
            |in this file|in this image""",
        inside="""ap photo|getty images|afp via getty|via getty|reuters photo|photo by|/reuters)
            |/afp)|/ap)|/ap images|file photo)|shutterstock|photo courtesy|wikimedia commons
            |(file)|/getty|/ afp|/ reuters|/ap photo|(photo:|(image:|pool photo
            |/associated press)|(reuters photo""",
    ),
)


def _by_phrase(part: str) -> dict[str, Furniture]:
    """Map each phrase of one kind (`whole`, `opening`, `inside`) to its group; the first wins."""
    phrases: dict[str, Furniture] = {}
    for group in FURNITURE:
        for phrase in getattr(group, part).split("|"):
            if phrase.strip():
                phrases.setdefault(" ".join(phrase.replace("’", "'").split()), group)
    return phrases


def _edge(phrase: str) -> str:
    return re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalnum() else "")


_WHOLE = _by_phrase("whole")
_OPENING = _by_phrase("opening")
_INSIDE = _by_phrase("inside")
_INSIDE_GROUPS = tuple(_INSIDE.values())
_INSIDE_FINDER = AhoCorasick(list(_INSIDE))
_OPENING_PATTERN = re.compile("|".join(_edge(p) for p in sorted(_OPENING, reverse=True)))
_COOKIES = _WHOLE["cookies"]
_MARKS = " \t\u00a0\u200b:.…>»«<›‹→←|•·*-–—+()[]0123456789!,_"


def match(line: str) -> Furniture | None:
    """Return the group of furniture a line belongs to, or None.

    Case, curly apostrophes, and the signs and numbers around a whole phrase ("Share 24",
    "» Comments (3)") are disregarded.
    """
    low = " ".join(line.casefold().replace("’", "'").split())
    if len(line) > LONGEST:
        return _COOKIES if low.count("cookies") > 1 and "website" in low else None
    if found := _WHOLE.get(low) or _WHOLE.get(low.strip(_MARKS)):
        return found
    if opening := _OPENING_PATTERN.match(low.lstrip("*•·-–— ")):
        return _OPENING[opening.group()]
    found = _INSIDE_FINDER.find_matches_as_indexes(_encodable(low), overlapping=True)
    return _INSIDE_GROUPS[min(which for which, _, _ in found)] if found else None


def _encodable(line: str) -> str:
    return line.encode("utf-8", "replace").decode("utf-8")
