"""Which proofs are looked for, by what a complaint is about (R059)."""

from slovo.domain.complaints.models.evidence import Topic, Trace

CHECKLISTS: dict[str, tuple[Trace, ...]] = {
    Topic.MONEY: (
        Trace.CONTRACT,
        Trace.SCOPE,
        Trace.TIME,
        Trace.INVOICE,
        Trace.CALLS,
        Trace.LETTERS,
    ),
    Topic.SILENCE: (Trace.LETTERS, Trace.CALLS, Trace.PROMISES, Trace.LOG),
    Topic.WORK: (Trace.CONTRACT, Trace.RESULT, Trace.PROMISES, Trace.LETTERS, Trace.WITNESS),
    Topic.CONDUCT: (Trace.LETTERS, Trace.CALLS, Trace.WITNESS),
    Topic.ACCESS: (Trace.CALLS, Trace.ROTA, Trace.CARD, Trace.LOG),
    Topic.OTHER: (Trace.LETTERS, Trace.CALLS, Trace.CONTRACT, Trace.LOG),
}
