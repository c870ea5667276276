"""Charts as they come about, one of each sort, for the tests that draw them."""

from fractions import Fraction

from gsn.output.risk_bars import Bar, Chart, Look, Rule, Scale, linear_scale, logarithmic_scale


def at(text: str) -> Fraction:
    return Fraction(text)


HEADROOM = Chart(
    title="Headroom: what is proved of each hazard, against its limit",
    axis="Share of the limit",
    scale=linear_scale([at("1"), at("1.31"), at("0.4")]),
    bars=(
        Bar("core_damage", "4e-5 of 1e-4 per reactor-year, headroom 2.5", None, at("0.4"), href="#e-core_damage"),
        Bar("severe_cyber", "0.131 of 0.1 per year, 1.31 times over", None, at("1.31"), Look.OVER),
        Bar("loss_of_control", "no bound is proved, the limit is 1e-4 per year", None, None, Look.UNBOUNDED),
        Bar("all under the limit", "0.09 of 0.1 per year, headroom 1.11", None, at("0.9"), Look.RESULT),
        Bar("nothing_left", "0 of 0.1 per year", None, at("0")),
    ),
    rule=Rule(at("1"), "limit"),
)

FAR_APART = Chart(
    title="Headroom over many decades",
    axis="Share of the claim, on a logarithmic axis",
    scale=logarithmic_scale([at("3e-7"), at("1")]),
    bars=(
        Bar("rare", "3e-9 of 0.01 per year, headroom 3.33e6", None, at("3e-7")),
        Bar("common", "0.009 of 0.01 per year, headroom 1.11", None, at("0.9")),
    ),
    rule=Rule(at("1"), "claim"),
)

WATERFALL = Chart(
    title="Waterfall of rm1: what each factor of the chain leaves",
    axis="Events per year, on a logarithmic axis; the mark is what is claimed",
    scale=logarithmic_scale([at("15.2"), at("0.00788")]),
    bars=(
        Bar("rm1_campaigns", "at most 15.2 per year", None, at("15.2"), href="#e-rm1_campaigns"),
        Bar("rm1_intrusion", "times 0.048: 0.73 per year", at("15.2"), at("0.7296")),
        Bar("escalation", "times 0.0108: 0.00788 per year", at("0.7296"), at("0.00788")),
        Bar("rm1", "at most 0.00788 per year, claimed 0.008", None, at("0.00788"), Look.RESULT, at("0.008")),
    ),
    chained=True,
)

TORNADO = Chart(
    title="Tornado of core_damage: what drives it, by simulation",
    axis="core_damage per reactor-year with one parameter at its 5th and its 95th percentile, all others at their"
    " means",
    scale=linear_scale([at("2.57e-6"), at("4.81e-6")], from_zero=False),
    bars=(
        Bar("recirculation", "2.57e-6 to 4.81e-6, 52% of the variance", at("2.57e-6"), at("4.81e-6")),
        Bar("long_grid_loss", "2.87e-6 to 4.27e-6, 21% of the variance", at("2.87e-6"), at("4.27e-6")),
        Bar("mitigation", "3.9e-6 to 3.2e-6", at("3.9e-6"), at("3.2e-6")),
    ),
    rule=Rule(at("3.5e-6"), "mean of the samples"),
    remark="20,000 samples, seed 1; no verdict rests on any of it.",
)

BREAK_EVEN = Chart(
    title="Break-even of G1: how wrong each leaf may be",
    axis="Factor by which a leaf would have to be too low, all else as it is, to break severe_cyber <= 0.027 per year"
    " at 85%; logarithmic axis",
    scale=logarithmic_scale([at("31")], low=at("1")),
    bars=(
        Bar("bridge of escalation", "more than 1.06 times", at("1"), at("1.06")),
        Bar("threat_register: rm3_recorded", "more than 31 times", at("1"), at("31")),
        Bar("register: unused", "no factor breaks it", at("1"), None, Look.UNBOUNDED),
    ),
    remark="Leaves that are less delicate: 13 more.",
)

EMPTY = Chart("Nothing to show", "Events per year", Scale(logarithmic=False, low=at("0"), high=at("1")), ())

CHARTS = {
    "headroom": HEADROOM,
    "headroom-logarithmic": FAR_APART,
    "waterfall": WATERFALL,
    "tornado": TORNADO,
    "break-even": BREAK_EVEN,
    "empty": EMPTY,
}
