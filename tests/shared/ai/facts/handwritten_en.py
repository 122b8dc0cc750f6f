"""Twenty English texts in the manner of a chatty model. What stands in ⟦ ⟧ is a lie; everything else is true or no figure."""

# ruff: noqa: E501 - one phrase a line

from tests.shared.ai.facts.handwritten_snapshots import ADVICE, MONTH, TRIP

TEXTS = (
    (
        MONTH,
        (
            "Good news! 🎉 You've spent 84,250 DZD so far this month, which leaves **10,750 DZD** for the last nine days. "
            "One of the nicest things: you're down 4,350 DZD on October."
        ),
    ),
    (
        MONTH,
        "Hmm, careful here. Groceries took ⟦42,480.50 DZD⟧ of the DZD 84,250 you spent, so about 39 % of everything.",
    ),
    (
        MONTH,
        (
            "## November in short\n\n1. Groceries: 32,480.50 DA (38.6%)\n2. Transport: 9,600 DA\n3. Restaurants: 7,125 DA over "
            "6 visits\n\nNice and steady. First thing to watch next: clothes, where you're 1,200 DA over."
        ),
    ),
    (
        MONTH,
        (
            "| Category | Spent | Share |\n|---|---:|---:|\n| Groceries | 32,480.50 | 38.6 % |\n| Transport | ⟦6,900.50⟧ | – |\n"
            "| Restaurants | 7,125 | – |\n\nAll in DZD, from 1–30 November 2026."
        ),
    ),
    (
        MONTH,
        "Restaurants are ⟦down 12 %⟧ this time 😕 but overall your spending fell by 4.9%. I'm 100% sure you can keep that up!",
    ),
    (
        MONTH,
        (
            "Your biggest purchase was on Saturday, 14 Nov: 6,900 dinars at Épicerie Le Figuier 21. Ask them on ⟦0550 12 34 56⟧ if "
            "something looks off."
        ),
    ),
    (
        MONTH,
        (
            "So, you made forty-seven purchases since November 1st. That's roughly 84k DZD, just under your limit of 95k. Here are "
            "three tips:\n- cook twice-baked potatoes (cheap!)\n- walk\n- sleep on it"
        ),
    ),
    (
        MONTH,
        "You've got ⟦19 days⟧ left and 10.8k to spend; that's a comfortable place to be, and half the battle is knowing it.",
    ),
    (
        MONTH,
        (
            "Compared with ⟦September⟧ you spent 4,350 DZD less. Café Lumen is still your favourite, and nothing to worry about "
            "there: zero stress."
        ),
    ),
    (
        TRIP,
        (
            "Your trip ran from Friday 3 July to 8 July 2026, five days in all. You spent €412.75, plus 18,300 DZD at home before "
            "leaving. The hotel alone was 240 euros, so 58 % of the euros."
        ),
    ),
    (
        TRIP,
        (
            "On average that's €82.55 a day ✈️, and eleven meals out of it. You were refunded ⟦DZD 35.20⟧, by the way, in "
            "two refunds."
        ),
    ),
    (
        TRIP,
        "Food made up around a quarter of it (27%), the Auberge des Trois Pins more than half (58.1 %). Not bad for 2026!",
    ),
    (
        TRIP,
        (
            "Between 3 and 8 July you ate out 11 times and paid 412.75 €. Someone charged you ⟦3 times⟧ for the same night? I see 2 "
            "refunds, so that's settled."
        ),
    ),
    (
        ADVICE,
        (
            "# Should you buy it?\n\nThe Orion 15 laptop costs 129,000 DZD, i.e. 41.6 % of your savings of 310,000 DZD. "
            "Buying now would push your goal back 45 days. Waiting until 1 February 2027 costs nothing — think twice 🙂"
        ),
    ),
    (
        ADVICE,
        (
            "The low point comes on January 18, 2027, with only ⟦21,300 DZD⟧ on the account. Rent already eats half of your income "
            "(DZD 85k a month)."
        ),
    ),
    (
        ADVICE,
        (
            "You pay for nine subscriptions; a third of them (3) go unused. A year of them is about 1.2 million dinars. 24/7 support "
            "won't make up for that!"
        ),
    ),
    (
        ADVICE,
        (
            "You pay for nine subscriptions and ⟦two thirds⟧ of them are unused. Electricity tripled. See "
            "https://example.com/tips/2019/07 for 50/30/20 budgeting."
        ),
    ),
    (
        ADVICE,
        (
            "Electricity is 3x what it was, so 1 in 3 subscriptions going unused isn't your main issue. Savings cover 3.6 months, "
            "and from ⟦March 2027⟧ you could afford it. May I suggest you march on?"
        ),
    ),
    (
        ADVICE,
        (
            "Step 1: wait. Step 2: pay 129 000 DA in cash. Step 3: enjoy. Your balance would dip to ⟦−12,300 DZD⟧ on 18/01/2027, "
            "no lower."
        ),
    ),
    (
        ADVICE,
        (
            "Honestly? One look at the numbers is enough. It's a lot of money for a laptop, and you can do without it for a while. "
            "Let's take it one step at a time and come back to it on a quiet Sunday morning, first coffee in hand ☕."
        ),
    ),
)
