"""The words of the letters before court that come with Casework. A council changes them under
Letter templates; a letter keeps the version it was begun from.

What each must say is in statutory guidance (Department for Education 2014, Court orders and
pre-proceedings, chapter 2 and annex A): the concerns, what must change and by when, what was and
will be done to help, assessments, wider family, how to get a lawyer and that it is free. How it
says it is ours: inspectors found such letters "overly professional and less meaningful to parents".
"""

BEFORE_PROCEEDINGS = """Dear {{ parent.first_name }}

We are very worried about {{ children|listed }}. If things do not get better soon, we will ask a judge to decide what should happen. We do not want to do that if we can put it right together. **This letter says what worries us, what has to change, and the help you can have.**

# What to do now

- **Take this letter to a lawyer today or tomorrow.** It is free for you, whatever you earn.
- **Come to the meeting**{% if meeting.when %} at {{ meeting.when }}{% endif %}. The lawyer can come with you.
- **Ring me** if any of this is hard to read. I will come and read it with you.

# What we are worried about

{% if worries %}{{ worries }}{% else %}Write here what happened, with the days, and what it is like for {{ children|listed }}. Short sentences. What you saw and heard, and nobody’s fault.{% endif %}

# What is going well

{% if going_well %}{{ going_well }}{% else %}Write here what {{ parent.first_name }} and the family do well, and what {{ children|listed }} would miss.{% endif %}

# What has to change, and by when

| By when | Who will do it | What has to be different |
{% for change in changes %}| {{ change.by }} | {{ change.who }} | {{ change.what }} |
{% empty %}| Write the day | Name one person | Write here what anyone could see, one thing a line |
{% endfor %}
# The help you can have

{% for one in help %}- {{ one }}
{% empty %}Write here each kind of help, who gives it, and the day it starts. Say what was tried before.
{% endfor %}
# What we need to find out
{% if assessments %}
These people will talk with you, so that we get this right. Your lawyer will tell you more about each one before you say yes.

| Ready by | Who will do it | What it looks at |
{% for one in assessments %}| {{ one.by }} | {{ one.who }} | {{ one.what }} |
{% endfor %}{% else %}
We will talk at the meeting about who should look at what your family needs. Nothing starts before your lawyer has told you what it is for.
{% endif %}
# Your family and friends

{% if family_meeting %}**We offer you a family meeting.** At it, your own family and friends make a plan for {{ children|listed }}. Someone who is not your social worker sets it up. Tell me if you want it, and who should come.

{% endif %}Tell us now about anyone who could help you, or who could look after {{ children|listed }} for a while. It is best for children to stay in their own family if they can. We need to know early.

# How to get a lawyer

- A lawyer is on your side. They do not work for us.
- Find one who does family law. You will find a list with this letter. You can choose someone else.
- Show them this letter. It is how they get paid, so it costs you nothing. Lawyers call it a letter before proceedings (a letter we send before we ask a judge).
- If you are not sure that you have parental responsibility (a parent’s rights in law), ask the lawyer first.
- You can also ring Family Rights Group on 0808 801 0366. It is free, and they do not work for us.

# When and where we meet

{% if meeting.when %}**{{ meeting.when }}**{% if meeting.place %}
{{ meeting.place }}{% endif %}{% if meeting.chair %}

{{ meeting.chair }} will be in charge of the meeting.{% endif %}{% else %}Write here the day, the time and the place. Say who will be there and who is in charge.{% endif %}

You can bring your lawyer, and a friend or someone from your family. Tell me if you need someone to speak your language, a lift, or help with the children. If you cannot come that day, ring me before it and we will find another.

# What happens next

- **If things get better in time,** we will not go to court. We will keep helping you for as long as you need it.
- **If they do not get better,** or if {{ children|listed }} {% if many %}are{% else %}is{% endif %} in danger, we will ask a judge to decide. We will tell you and your lawyer.{% if decide_by %}
- **We will decide by {{ decide_by }}.** Your lawyer will be told in writing.{% endif %}

# If you do not agree

Tell your lawyer and tell us. Bring anything that shows we got it wrong. You can ask to see what we have written about your family, and you can complain. Ring me and I will tell you how.

Yours sincerely

{{ worker.name }}
{{ worker.role }}{% if worker.team %}, {{ worker.team }}{% endif %}
{{ council }}
"""

EASY_READ = """This is the **easy-read copy** of our letter to {{ parent.first_name }}. The full letter comes with it. A lawyer needs the full letter.

# Who is this about?

This letter is about {{ children|listed }}.

# Why are we writing?

- We are worried.
- Some things must change.
- If they do not change, we may go to court.
- A judge would then decide.

# What are we worried about?

Write here three to five short lines. One idea on each line.

# What must change?

{% for change in changes %}- {{ change.what }}. By {{ change.by }}.
{% empty %}Write here one short line for each change, with the day.
{% endfor %}
# Who will help you?

{% for one in help %}- {{ one }}
{% empty %}Write here one short line for each kind of help.
{% endfor %}
# Get a lawyer

- A lawyer is on your side.
- It is free for you.
- Take the full letter with you.
- Do it today or tomorrow.

# Your family can help
{% if family_meeting %}
- We can set up a family meeting.
- Your family and friends can make a plan.
{% else %}
- Family and friends can help.
{% endif %}- Tell us who we should ask.

# Come to the meeting

{% if meeting.when %}- It is at **{{ meeting.when }}**.{% if meeting.place %}
- The place is {{ meeting.place }}.{% endif %}{% else %}- Write here the day and the place.{% endif %}
- Your lawyer can come with you.
- A friend can come too.

# Do you need help to read this?

Ring {{ worker.first_name }}. We will come and read it with you.

{{ worker.name }}
{{ council }}
"""

OF_ISSUE = """Dear {{ parent.first_name }}

We have asked a judge to decide what should happen for {{ children|listed }}.{% if applied_on %} We sent the papers to the court on {{ applied_on }}.{% endif %} We know that this is hard to read.

# Why we did this

Write here, in a few short sentences, what did not change and what happened. Say what was tried, and what you did well together.

# What to do now

- **Ring your lawyer today.** It is still free for you. If you have no lawyer, take this letter to one now.
- The court will send you its own papers. Keep them, and show them to your lawyer.
- **Go to court on the day.** Write here the day, the time and the place, or that the court will send them.

# What happens to {{ children|listed }} now

Write here where {{ children|listed }} will live until the judge decides, and when you will see each other.

# Who else will be there

The judge will ask someone to speak up for {{ children|listed }}. This person does not work for us. They will want to meet you and hear what you think.

# If something is not clear

Ring me. I will still visit, and I will still help. You can bring someone with you whenever we meet, and someone to speak your language.

Yours sincerely

{{ worker.name }}
{{ worker.role }}{% if worker.team %}, {{ worker.team }}{% endif %}
{{ council }}
"""

DEMONSTRATION = {
    "title": "Letter before we ask a judge: Jo Example",
    "parent": {"first_name": "Jo", "name": "Jo Example"},
    "children": ["Maya", "Sam"],
    "many": "yes",
    "worries": "Maya and Sam were alone at night on 3, 9 and 14 November. Sam is four. Maya made the"
    " tea and put him to bed. She told her teacher that she listens for the door all night.",
    "going_well": "You get them to school clean and fed. Sam runs to you when you come in.",
    "changes": [
        {
            "what": "An adult you trust is in the house every night",
            "who": "Jo",
            "by": "4 December 2026",
        },
        {
            "what": "Maya sleeps, and does not have to listen out",
            "who": "Jo",
            "by": "8 January 2027",
        },
    ],
    "help": ["Dana Price will come on Mondays and Thursdays at bedtime, from 30 November."],
    "assessments": [
        {
            "what": "What helps you as a parent, and what is hard",
            "who": "Lee Carter",
            "by": "22 January 2027",
        }
    ],
    "family_meeting": "yes",
    "meeting": {
        "when": "10am on 7 December 2026",
        "place": "Civic Centre, room 4",
        "chair": "Pat Manager",
    },
    "decide_by": "15 March 2027",
    "applied_on": "",
}
