"""What other rooms may use of the notices."""

from tovholder.foundation.notices.actions import notify
from tovholder.foundation.notices.kinds import NOTICE_KINDS, MailChoice, NoticeKind
from tovholder.foundation.notices.models import Notice
from tovholder.foundation.notices.selectors import notices_of, unread_count

__all__ = ["NOTICE_KINDS", "MailChoice", "Notice", "NoticeKind", "notices_of", "notify", "unread_count"]
