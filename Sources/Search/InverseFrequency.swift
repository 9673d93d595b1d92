/// How much a word tells: the rarer, the more.
enum InverseFrequency {
    /// ln(1 + (N − n + ½) / (n + ½)): the inverse document frequency of Robertson and Spärck Jones in the form that is
    /// never negative (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009, §3.1; Lucene's `BM25Similarity`).
    static func weight(of count: Int, among total: Int) -> Double {
        naturalLogarithm(1 + (Double(total - count) + 0.5) / (Double(count) + 0.5))
    }

    /// The natural logarithm of a positive number. Own, because that of the C library may differ in its last place from
    /// one system to another, and with it the order of answers and what cursors mean.
    static func naturalLogarithm(_ number: Double) -> Double {
        // ln(m · 2^e) = e ln 2 + 2 artanh((m − 1) / (m + 1)); m lies in 1..<2, so that 17 terms reach full precision.
        let ratio = (number.significand - 1) / (number.significand + 1)
        var sum = 0.0
        for term in (0...16).reversed() { sum = sum * ratio * ratio + 1 / Double(2 * term + 1) }
        return Double(number.exponent) * 0.693_147_180_559_945_3 + 2 * ratio * sum
    }
}
