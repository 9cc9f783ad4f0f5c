"""What is known of the risk of a visit, about a client or their address, and who said so.

"None known" is a statement too: somebody made it, and it is looked at again like any other.
"""

from sync.kinds.fields import Kind, code, codes, day, text

RISK = Kind(
    "risk",
    {
        "flags": codes(
            "violence",
            "weapons",
            "dogs",
            "others_in_the_house",
            "infection",
            "two_people_only",
            "do_not_visit",
            "none_known",
        ),
        "detail": text(1000, long=True),
        "about": code("client", "address"),
        "said_by": text(200, required=True),
        "said_on": day(),
        "review_on": day(),
        "expires_on": day(),
    },
)
