import Testing

@testable import entente

@Suite("The text form of metrics")
struct MetricsTextTests {
    @Test("A family has its help, its type and its samples; labels are escaped")
    func family() {
        var text = MetricsText()
        text.begin("a_total", .counter, "Two\nlines, a \\ and \"marks\".")
        text.sample(3, [("kind", "a\"b\\c\nd"), ("other", "")])
        text.add("b", .gauge, "Half.", 0.5)
        #expect(
            String(decoding: text.octets, as: UTF8.self)
                == #"""
                # HELP a_total Two\nlines, a \\ and "marks".
                # TYPE a_total counter
                a_total{kind="a\"b\\c\nd",other=""} 3
                # HELP b Half.
                # TYPE b gauge
                b 0.5

                """#)
    }

    @Test("The buckets of a histogram are sums, of which the last is the count")
    func histogram() {
        var text = MetricsText()
        text.begin("h", .histogram, "Help.")
        text.histogram(bounds: [0.1, 1], counts: [2, 0, 3], sum: 7.5, [("route", "/a")])
        #expect(
            String(decoding: text.octets, as: UTF8.self).split(separator: "\n").dropFirst(2) == [
                "h_bucket{route=\"/a\",le=\"0.1\"} 2", "h_bucket{route=\"/a\",le=\"1.0\"} 2",
                "h_bucket{route=\"/a\",le=\"+Inf\"} 5", "h_sum{route=\"/a\"} 7.5", "h_count{route=\"/a\"} 5",
            ])
    }
}
