"""First names that tell whether a person is `he` or `she`, for the pronouns of an article.

Common names of many countries, chosen by the authors, each used for one gender by far most of the
time. A name that is not here tells nothing; nothing about a person is concluded from it.
"""

from __future__ import annotations

from framing.extractors.word_list import words

_HE = words("""
aaron abdul abdullah adam adrian ahmed alan albert alejandro aleksandr alex alexander alexei ali
allen anders andre andreas andrei andrew angelo anthony antonio anwar arnold arthur artur ashraf
barack bashar barry ben benjamin bernard bernie bert bill bob boris brad brandon brent brett brian
bruce bryan carl carlos cesar charles charlie chris christian christopher chuck clarence
claude colin corey craig dale dan daniel darrell darren dave david dean dennis derek diego
dmitri dmitry don donald doug douglas dwight earl ed eddie eduardo edward edwin elijah emmanuel eric
erik ernest eugene evan felix fernando francisco francois frank franz fred frederick
gabriel gareth garry gary gavin geoffrey georg george gerald gerard gerhard giovanni giuseppe 
glenn gordon graham greg gregory gustavo hans harold harry harvey hassan
heinrich henrik henry herbert herman hiroshi howard hugh hugo hussein ian ibrahim igor ivan jack
jacob jacques jake jamal james jan jason javier jay jeb jeff jeffrey jens jeremy jerome jerry jim
jimmy joe joel johan johannes john johnny jon jonathan jorge jose josef joseph josh joshua juan
julian justin karl keith ken kenneth kevin khalid klaus konstantin kurt kyle lars larry lawrence
leon leonard leonid leroy liam louis lucas luca luigi luis luke magnus mahmoud malcolm manuel
marc marcel marco marcus mario marius mark markus martin marvin matt matteo matthew maurice max
maxim mehmet melvin michael miguel mike mikhail milan mitch mitt mohamed mohammad mohammed muhammad
murray mustafa narendra nathan neil newt nicholas nick nicolas nigel nikolai noah norman oleg oliver
omar oscar osama otto pablo patrick paul pavel pedro peter phil philip philippe pierre rafael rahm
rajesh ralph ramon rand randy rashid raul ray raymond recep reince rene ricardo richard rick ricky
rob robby robert roberto rodney roger roland roman ron ronald ronnie ross roy rudolf rudy rupert
russell ryan salman sam samuel scott sean sebastian sergei sergey seth simon stanley stefan stephen
steve steven stuart sven ted terrence terry thomas tim timothy toby todd tom tommy tony trevor
tyler ulrich vernon victor viktor vincent vitaly vladimir walter warren wayne wei werner will willem
william wolfgang xavier yusuf yuri zachary
""")
_SHE = words("""
abigail adriana agnes aisha alessandra alexandra alexis alice alicia alison allison amanda 
amelia amina amy ana anastasia andrea angela angelina anita ann anna anne annette annie april
ashley audrey barbara beatrice becky bella bernadette beth betsy betty beverly bonnie brenda bridget
camilla candace carla carly carmen carol carole caroline carolyn catherine cathy cecilia celia
charlene cheryl chloe christina christine cindy claire clara claudia colleen
connie corinne courtney cynthia daniela danielle darlene deborah debbie debra denise
diana diane donna dora doris dorothy edith eileen elaine elena eleanor elisabeth elise eliza
elizabeth ella ellen elsa emilia emily emma erica erika erin esther eva evelyn fatima felicia
fiona frances gabriela gail gena gina ginger gloria greta hannah hannelore
harriet heather heidi helen helena helga hilary hillary holly huma ida ilse ingrid irene irina
isabel isabella ivana ivanka jackie jacqueline jane janet janice jean jeanne jennifer jenny jessica
jill joan joann joanna johanna josephine joyce juanita judith judy julia juliana julie karen
karin kate katherine kathleen kathryn kathy katie katrina kayla kelly kellyanne kim kimberly kirsten
kristen kristin kristina lara larisa laura lauren layla leah leila lena lillian linda lindsey lisa
liz loretta lori lorraine louise lucia lucy ludmila lydia lynn madeleine maggie marcia margaret
margarita maria mariam marianne marie marilyn marina marine marion marissa marjorie marlene martha
mary maryam maureen megan megyn melania melanie melissa mercedes mia michele michelle miriam molly
monica monika muriel nadia nancy naomi natalia natalie natasha nicole nina nora norma olga olivia
pamela patricia patty paula pauline peggy penny petra phyllis priscilla rachel ramona rebecca
regina renate rhonda rita roberta rosa rosalind rosemary ruth sabrina sally samantha sandra
sara sarah shannon sharon sheila shelley sherry shirley sigrid silvia simone sofia sonia sophia
sophie stacey stacy stella stephanie sue susan susanne suzanne svetlana sylvia tamara tammy tania
tara tatiana teresa theresa tiffany tina tracy ursula valentina valerie vanessa vera veronica
vivian wanda wendy whitney yolanda yvette yvonne zoe
""")
GENDER: dict[str, str] = {**dict.fromkeys(_HE, "he"), **dict.fromkeys(_SHE, "she")}
