"""The English words of dates; the keys are what `pieces` and `promised` ask for."""

from slovo.lib.dates.lexicon import Words

WORDS: Words = {
    "weekend": {
        True: "weekend",
    },
    "weekday": {
        0: "monday mon",
        1: "tuesday tue tues",
        2: "wednesday wed weds",
        3: "thursday thu thur thurs",
        4: "friday fri",
        5: "saturday sat",
        6: "sunday sun",
    },
    "month": {
        1: "january jan",
        2: "february feb",
        3: "march mar",
        4: "april apr",
        5: "may",
        6: "june jun",
        7: "july jul",
        8: "august aug",
        9: "september sep sept",
        10: "october oct",
        11: "november nov",
        12: "december dec",
    },
    "unit": {
        "minute": "minute minutes min mins",
        "hour": "hour hours hr hrs h",
        "day": "day days day's days'",
        "week": "week weeks week's weeks'",
        "month": "month months month's months'",
        "quarter": "quarter quarters",
        "year": "year",
    },
    "number": {
        1: "one",
        2: "two couple",
        3: "three few",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve",
        13: "thirteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        14: "fourteen",
        15: "fifteen",
        20: "twenty",
        21: "twenty-one",
        24: "twenty-four",
        30: "thirty",
        40: "forty",
        45: "forty-five",
        48: "forty-eight",
        60: "sixty",
        72: "seventy-two",
        90: "ninety",
    },
    "compound": {
        ("week", 2): "fortnight",
    },
    "article": {
        1: "a an",
    },
    "half": {
        1: "half",
    },
    "halves": {
        "lunch": "first",
        "afternoon": "second",
    },
    "ordinal": {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        10: "tenth",
        15: "fifteenth",
        20: "twentieth",
        25: "twenty-fifth",
        30: "thirtieth",
        31: "thirty-first",
    },
    "day": {
        0: "today",
        1: "tomorrow tmrw tmr",
    },
    "which": {
        "next": "next following",
        "this": "this current",
        "nearest": "coming upcoming",
        "past": "last previous past",
    },
    "edge": {
        "start": "early beginning start",
        "middle": "mid middle midweek",
        "end": "end late",
    },
    "work": {
        True: "working business work",
        False: "calendar",
    },
    "close": {
        "close": "eob eod cob eop",
        "week": "eow",
        "month": "eom",
    },
    "closing": {
        True: "close",
    },
    "clock": {
        720: "noon midday",
        1439: "midnight",
    },
    "part": {
        "morning": "morning",
        "lunch": "lunch lunchtime",
        "afternoon": "afternoon",
        "evening": "evening tonight",
    },
    "adverb": {
        True: "tonight",
    },
    "meridiem": {
        0: "am a.m a.m.",
        12: "pm p.m p.m.",
    },
    "oclock": {
        True: "o'clock oclock o’clock",
    },
    "by": {
        True: "by before than deadline",
    },
    "at": {
        True: "at around about",
    },
    "on": {
        True: "on for",
    },
    "through": {
        True: "in within over during inside under",
    },
    "and": {
        True: "and or",
    },
    "upto": {
        True: "to and till until",
    },
    "between": {
        True: "between from",
    },
    "filler": {
        True: (
            "the more less of a an on at no not later than latest around about sharp time in s is"
        ),
    },
    "from": {
        True: "since from until till dated of as after following effective",
    },
    "after": {
        True: "after of from following before prior ago later earlier since old per",
    },
    "now": {
        True: "now today",
    },
    "takes": {
        True: "take takes need needs give require requires time eta allow",
    },
    "wish": {
        True: "have happy enjoy merry",
    },
    "good": {
        True: "good nice lovely great pleasant",
    },
    "ours": {
        True: "we i we'll i'll i'm we're let's i've we've i'd we'd expect aim plan promise",
    },
    "future": {
        True: "will shall 'll comes goes arrives follows lands leaves ships reaches gets returns",
    },
    "theirs": {
        True: (
            "please kindly must could would asked request require payable remind remember "
            "reminder grateful appreciate appreciated welcome"
        ),
    },
    "past": {
        True: (
            "was were had did sent got came went said told took ran wrote made paid began been "
            "born gave has met held left ago yesterday issued dated"
        ),
    },
    "never": {
        True: (
            "cannot can't won't not unable impossible nobody never don't doubt without unlikely "
            "nothing unavailable cancelled canceled postponed doesn't didn't isn't aren't "
            "closed vacation away"
        ),
    },
    "habit": {
        True: (
            "every each usually normally weekdays mondays tuesdays wednesdays thursdays fridays "
            "saturdays sundays generally always rule"
        ),
    },
    "if": {
        True: "if unless when once provided whether",
    },
    "label": {
        True: "phone section clause version article paragraph no number release ticket",
    },
    "order": {
        True: (
            "send pay check tell reply sign bring return call write confirm provide submit give "
            "should complete fill choose pick review contact book come visit use upload "
            "transfer"
        ),
    },
    "event": {
        True: (
            "court judge hearing hears trial expires expire expiry ends runs valid open opens "
            "closes leave holiday flight tenant landlord bank seller buyer client applies lasts "
            "covers wants asks demands expects expected judgment verdict enters fair gate "
            "regulation statute payment payments birthday counterparty he she they employees "
            "children conference law act market"
        ),
    },
}
