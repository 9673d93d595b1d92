/// A stretch of text that says when.
struct DateMention: Sendable {
    let tokens: Range<Int>
    let meaning: Meaning

    enum Meaning: Sendable, Hashable {
        /// A day, a month or a year as far as it is stated; `weekday` (1 is Monday) when one stands beside it.
        case date(CalendarDay, weekday: Int?)
        /// From one to another: `22-26 May`, `2024–2028`.
        case period(CalendarDay, CalendarDay)
        case weekday(Int, Shift)
        /// A value of the category `relativeDate`; with a month in `in July last year`.
        case relative(String, month: Int?)
    }

    enum Shift: Sendable { case nearest, last, next }
}
