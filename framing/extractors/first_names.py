"""First names that tell whether a person is `he` or `she`, for the pronouns of an article.

Common names of many countries, chosen by the authors, each used for one gender by far most of the
time. A name that is not here tells nothing; nothing about a person is concluded from it.
"""

from __future__ import annotations

from framing.extractors.word_list import words

_HE = words("""
aaron abdou abdul abdullah abebe adam adewale adrian ahmed ajay akira alan albert alejandro
aleksandr alex alexander alexei ali allen amadou amit anders andre andreas andrei andrew andrzej
angelo anil anthony antonio anwar arjun arnold arthur artur arun ashok ashraf avi babak barack
barry bashar ben benjamin bernard bernie bert bilal bill bob bogdan boris brad brandon brent brett
brian bruce bryan carl carlos cesar charles charlie chidi chinedu chris christian christopher
chuck clarence claude colin corey craig dale dan daniel darrell darren dave david dean deepak
dennis derek diego dimitris dmitri dmitry don donald doug douglas dwight earl ed eddie eduardo
edward edwin ehud elijah emeka emmanuel enrique eric erik ernest eugene evan evo faisal farid
felix fernando francisco francois frank franz fred frederick gabriel gareth garry gary gavin
geoffrey georg george gerald gerard gerhard giovanni giuseppe glenn gordon graham greg gregory
gustavo hamid hamza hans harold harry haruto harvey hassan heinrich henrik henry herbert herman
hideo hiroshi hossein howard hugh hugo hussein ian ibrahim ibrahima igor imran ion ivan jack jacob
jacques jake jamal james jan janos jason javad javier jay jeb jeff jeffrey jens jeremy jerome
jerry jim jimmy jiro joaquin joe joel johan johannes john johnny jon jonathan jorge jose josef
joseph josh joshua juan julian justin karl keith kemal ken kenji kenneth kevin khaled khalid klaus
kofi konstantin krzysztof kurt kwame kyle larry lars laszlo lawrence leon leonard leonid leroy
liam louis luca lucas luigi luis luiz luke magnus mahmoud malcolm mamadou mansour manuel marc
marcel marco marcus mario marius mark markus martin marvin masoud matt matteo matthew maurice max
maxim mehdi mehmet melvin michael miguel mike mikhail milan minho mitch mitt mohamed mohammad
mohammed mohan moshe muhammad mukesh murat murray mustafa nabil naoki narendra nathan neil newt
nicholas nick nicolas nigel nikolai nikos noah norman oleg oliver oluwaseun omar osama oscar otto
ousmane pablo parviz patrick paul pavel pedro peter phil philip philippe pierre piotr prakash radu
rafael rahm rahul rajesh ralph ramesh ramon rand randy rashid raul ravi ray raymond recep reince
rene reza ricardo richard rick ricky rob robby robert roberto rodney rodrigo roger roland roman
ron ronald ronnie ross roy rudolf rudy rupert russell ryan salman sam samir samuel sanjay santiago
scott sean sebastian sergei sergey seth shimon shinzo simon stanley stefan stephen steve steven
stuart sunil suresh sven takeshi tarek tariq tayyip ted tendai terrence terry thomas tim timothy
toby todd tom tomasz tommy tony trevor tsegaye tyler ulrich vernon victor vijay vikram viktor
vincent vinod vitaly vladimir walter warren wayne wei werner will willem william wolfgang xavier
yannis yasser yaw yitzhak yoshihide youssef yuri yusuf zachary zoltan
""")
_SHE = words("""
abeba abigail adaeze aditi adriana agnes agnieszka aiko aisha akiko alessandra alexandra alexis
alice alicia alison allison amal amanda amara amelia amina aminata amy ana ananya anastasia andrea
angela angelina anita anjali ann anna anne annette annie april ashley audrey ayesha aylin barbara
beatrice becky bella bernadette beth betsy betty beverly bonnie brenda bridget bushra camilla
candace carla carly carmen carol carole caroline carolyn catherine cathy cecilia celia charlene
cheryl chiamaka chioma chloe christina christine cindy claire clara claudia colleen connie corinne
courtney cynthia daniela danielle darlene debbie deborah debra deepa denise diana diane divya
donna dora doris dorothy edith eileen elaine eleanor elena eleni elif elisabeth elise eliza
elizabeth ella ellen elsa emilia emily emma erica erika erin esperanza esther eva evelyn ewa farah
fatima fatimah fatou fatoumata felicia fiona frances gabriela gail gena gina ginger gloria golda
greta guadalupe gulnara hanako hanan hannah hannelore harriet heather heidi helen helena helga
hilary hillary holly huma ida ilse indira ingrid ioana irene irina isabel isabella isha ivana
ivanka jackie jacqueline jane janet janice jean jeanne jennifer jenny jessica jill joan joann
joanna johanna josephine joyce juanita judith judy julia juliana julie kamala karen karin
katarzyna kate katherine kathleen kathryn kathy katie katrina kavita kayla keiko kelly kellyanne
khadija kim kimberly kirsten kristen kristin kristina lakshmi lara larisa latifa laura lauren
layla leah leila lena lillian linda lindsey lisa liz loretta lori lorraine louise lubna lucia lucy
ludmila lydia lynn madeleine magdalena maggie malgorzata marcia margaret margarita maria mariam
mariama marianne marie marilyn marina marine marion marisol marissa marjorie marlene martha mary
maryam maureen meera megan megyn mei melania melanie melissa mercedes mia michele michelle michiko
miriam molly monica monika muriel nadia nadine nancy naomi nasrin natalia natalie natasha neha
ngozi nicole nina nkechi nomvula noor nora norma oksana olga olivia padma pamela parvati patricia
patty paula pauline peggy penny petra phyllis pilar pooja priscilla priya rachel ramona rania
rashida rebecca regina renate rhonda rita roberta rosa rosalind rosemary rukhsana ruth sabrina
sadia sakura sally samantha samira sanaa sandra sara sarah shannon sharon sheila shelley sherry
shira shirin shirley sigrid silvia simone sofia soledad sonia sophia sophie stacey stacy stella
stephanie sue sumaya sunita susan susanne sushma suzanne svetlana sylvia tamara tammy tania tara
tatiana teresa thandiwe theresa tiffany tina tracy tzipi ursula valentina valerie vanessa vera
veronica vivian wanda wangari wendy whitney xiomara yasmin yingluck yoko yolanda yuki yumiko
yvette yvonne zainab zeynep zoe
""")
GENDER: dict[str, str] = {**dict.fromkeys(_HE, "he"), **dict.fromkeys(_SHE, "she")}
