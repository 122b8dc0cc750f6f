"""Use cases of the interview: the pending question, an answer to it, beginning anew."""

from functions.onboarding.service.interviewing import Said, Step, answer_question, pending_question, reset_interview

__all__ = ["Said", "Step", "answer_question", "pending_question", "reset_interview"]
