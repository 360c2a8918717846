"""Given names by which "him" and "her" choose between people named together."""

from __future__ import annotations

WOMEN = frozenset(
    """adele agnes aishwarya alicia alison ali amanda amy ana andrea angela angelina anita ann anna anne annette anya
    audrey ava barbara barbra bette beyonce billie bjork brenda brie brigitte brittany carey carla carmen carole
    caroline carrie cate catherine celine charlize charlotte chloe christina cillia claire claudette claudia
    constance cynthia daisy dakota deborah debra demi diana diane dolly doris drew elizabeth elisabeth ella ellen
    elle emilia emily emma emmanuelle eva faye felicity fiona florence frances freida gal gemma gena genevieve
    gillian gina ginger glenn gloria grace greta gwyneth halle hannah helen helena hilary holly ida ingrid irene
    isabella isabelle jamie jane janet jean jeanne jennifer jessica jessie joan joanna jodie jody joni judi judith
    judy julia julianne julie juliette kate katharine katherine kathleen kathryn kathy katie keira kelly kim kirsten
    kristen kristin lana laura lauren laurie lea leslie lily lena linda liv lucy lupita maggie mandy margaret margot
    maria marilyn marion marisa marlene mary maureen maya meg melanie melissa meryl mia michelle mila millie miranda
    molly monica myrna nancy naomi natalie natasha nicole nina nora octavia olivia olympia pamela patricia patti
    paulette penelope priyanka queen rachel rebecca reese regina renee rita robin rooney rosamund rosemary rosie
    ruth sally salma samantha sandra saoirse sarah scarlett shailene sharon shelley shirley sigourney sissy sofia
    sophia sophie stella susan sutton tammy taylor tessa thelma tilda tina toni uma ursula valerie vanessa vera
    veronica vivien vicky viola whoopi winona yalitza zendaya zoe zooey""".split()
)
MEN = frozenset(
    """adam adrien akira al alan albert alec alejandro alexander alfonso alfred andrew andy anthony antonio armie
    arnold arthur ashton austin barry ben benedict benicio bill billy bob bong bong brad bradley brendan brian bruce
    bryan buster carl cary casey charles charlie chris christian christoph christopher cillian clark claude clint
    colin cuba daniel danny dave david dean dennis denzel dev dick don donald dustin dwayne ed eddie edgar edward
    elijah elliott emile eric ernst errol ethan ewan francis frank fred gabriel gael gary gene george gerard gerald
    giancarlo glen gregory guillermo guy harold harrison harry harvey heath henry hugh humphrey ian idris irving
    jack jackie jacques jake james jason javier jean jeff jeremy jerry jesse jim jimmy joaquin joe joel john johnny
    jon jonah jonathan jordan joseph josh jude julian justin keanu keith ken kenneth kevin kirk kurt kyle lars
    laurence lee leonardo liam lou luc luke mads mahershala marcello mark marlon martin matt matthew max mel michael
    mickey miles morgan nathan neil nick nicolas nicholas norman oliver omar oscar owen patrick paul pedro peter
    philip pierce quentin ralph ray raymond richard rick ricky ridley riz rob robert robin rock rod roger roman ron
    ronald rory rowan roy russell ryan sam samuel satoshi sean sergio seth shah sidney simon spencer spike stanley
    stephen steve steven sterling stellan steve sylvester taika terrence terry thomas tim timothee tobey toby todd
    tom tommy tony toshiro trevor ty val viggo vin vince vincent vittorio walter warren werner wes will william
    willem wim woody yul zac zach""".split()
)
