"""Why: every rule has one sentence in each language, in the words of this house."""

import re

import pytest

from diagramgen.render.words.rules_en import RULES as EN
from diagramgen.render.words.rules_zh import RULES as ZH
from diagramgen.render.words.why import why
from diagramgen.tcp.rule_ids import rule_ids
from diagramgen.walk.walker import HOST_RULES

DECLARED = rule_ids() + HOST_RULES
LANGUAGES = [pytest.param(EN, id="en"), pytest.param(ZH, id="zh")]
Sentences = tuple[tuple[str, str], ...]

LONGEST = 160

#: Words for which the glossary has another one, and those that are a page's and not the machine's.
NOT_IN_CHINESE = re.compile(
    "包|(?<!报文)段|帧|服务端|服务器|客户|序列号|顺序号|确认序号|应答|标志位|头部|报头|传输层"
    "|监听|侦听|定时器|重置|重设|三次|四次|半连接|回绕|延迟确认|坚持|最大报文|优雅|对端|己方|您|[你我们]们"
)
NOT_IN_ENGLISH = re.compile(
    r"\b(packets?|frames?|datagrams?|clients?|servers?|handlers?|always|obviously|simply)\b"
)
STATE = re.compile(
    r"\b(?:CLOSED|LISTEN|SYN-SENT|SYN-RECEIVED|ESTABLISHED|FIN-WAIT-[12]|CLOSE-WAIT|CLOSING|LAST-ACK"
    r"|TIME-WAIT)(?![A-Z-])"
)
AUTHORITY = re.compile(r"RFC \d+|SHLD-\d+|MUST-\d+|MAY-\d+")

CJK = "[\u4e00-\u9fff]"
WIDE = "[，。：；？！、（）“”]"


@pytest.mark.parametrize("sentences", LANGUAGES)
def test_each_rule_has_its_sentence_in_the_order_in_which_it_is_declared(
    sentences: Sentences,
) -> None:
    assert [rule for rule, _ in sentences] == list(DECLARED)


@pytest.mark.parametrize("sentences", LANGUAGES)
def test_no_two_rules_share_a_sentence(sentences: Sentences) -> None:
    said: dict[str, list[str]] = {}
    for rule, sentence in sentences:
        said.setdefault(sentence, []).append(rule)
    assert {sentence: rules for sentence, rules in said.items() if len(rules) > 1} == {}


def matches(sentences: Sentences, pattern: str | re.Pattern[str]) -> dict[str, str]:
    found = ((rule, re.search(pattern, sentence)) for rule, sentence in sentences)
    return {rule: match[0] for rule, match in found if match}


@pytest.mark.parametrize("sentences", LANGUAGES)
def test_a_sentence_is_one_and_short(sentences: Sentences) -> None:
    for rule, sentence in sentences:
        assert 0 < len(sentence) <= LONGEST, rule
    assert matches(sentences, r"^\s|\s$|\s\s|\n|\.\.\.|…|!|！") == {}


def test_english_is_a_sentence_in_ascii() -> None:
    for rule, sentence in EN:
        assert re.fullmatch(r"[A-Z2][ -~]*[^ .:,;]\.", sentence), rule
        assert len(re.findall(r"[.?](?=\s|$)", sentence)) == 1, rule
    assert matches(EN, NOT_IN_ENGLISH) == {}


def test_chinese_ends_with_one_full_stop() -> None:
    for rule, sentence in ZH:
        assert sentence.endswith("。"), rule
        assert sentence.count("。") == 1, rule


def test_chinese_and_latin_are_a_space_apart() -> None:
    assert matches(ZH, rf"{CJK}[!-~]|[!-~]{CJK}") == {}
    assert matches(ZH, rf"{WIDE} | {WIDE}|{CJK} {CJK}") == {}


def test_chinese_punctuation_is_full_width() -> None:
    plain = tuple((rule, re.sub(r"<[A-Z]+=[^>]*>", "", sentence)) for rule, sentence in ZH)
    assert matches(plain, r"[,;:?!()\"']") == {}
    assert matches(plain, r"\.(?![A-Z])") == {}  # the dot of SND.NXT only


def test_chinese_uses_the_terms_of_the_glossary() -> None:
    assert matches(ZH, NOT_IN_CHINESE) == {}


def test_both_languages_call_on_the_same_authority() -> None:
    english, chinese = dict(EN), dict(ZH)
    for rule in DECLARED:
        cited = sorted(AUTHORITY.findall(english[rule]))
        assert sorted(AUTHORITY.findall(chinese[rule])) == cited, rule


def test_states_have_the_names_of_the_rfc() -> None:
    """What is left once the states are taken out has none of their words."""
    for sentences in (EN, ZH):
        rest = tuple((rule, STATE.sub("", sentence)) for rule, sentence in sentences)
        assert matches(rest, r"LISTEN|ESTAB|RECEIVED|RECV|RCVD|WAIT|SENT\b|CLOSED") == {}


def test_why_finds_the_sentence() -> None:
    assert why("3.10.7.4/7/ignored", "en") == dict(EN)["3.10.7.4/7/ignored"]
    assert why("3.10.7.4/7/ignored", "zh") == dict(ZH)["3.10.7.4/7/ignored"]
    assert all(why(rule, lang) for rule in DECLARED for lang in ("zh", "en"))


def test_why_knows_its_limits() -> None:
    with pytest.raises(KeyError, match=r"no sentence for the rule '3\.10\.7\.4/9/x' in 'en'"):
        why("3.10.7.4/9/x", "en")
    with pytest.raises(ValueError, match="no language 'fr'; accepted: zh, en"):
        why("3.10.7.4/7/ignored", "fr")


@pytest.mark.parametrize(
    ("pattern", "bad"),
    [
        (NOT_IN_CHINESE, "收到数据包。"),
        (NOT_IN_CHINESE, "这个分段丢失了。"),
        (NOT_IN_CHINESE, "重传定时器到时。"),
        (rf"[!-~]{CJK}", "收到 SYN后丢弃。"),
        (NOT_IN_ENGLISH, "The packet is dropped."),
    ],
)
def test_the_patterns_see(pattern: str, bad: str) -> None:
    assert re.search(pattern, bad)
