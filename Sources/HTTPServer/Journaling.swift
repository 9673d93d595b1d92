internal import HTTP

/// What becomes of a request for those who watch: it is counted, and written to the access log as its settings say, when
/// the kernel has taken the last octet of its answer or the connection has ended before.
extension EventLoop {
    /// Lines of one turn go out before its end when they reach this size.
    private static var linesBound: Int { 65_536 }

    // MARK: Beginning

    /// Begins the entry of a request whose head is at hand.
    /// - Parameter status: nil where the answer is not known yet.
    mutating func openEntry(_ index: Int, _ bytes: Span<UInt8>, _ terms: Reply.Terms, route: UInt16, status: Int?) {
        var entry = Journal.Entry(started: started, method: head.method, route: route)
        entry.isSampled = sampling.takesNext()
        if !sampling.isOff, entry.isSampled || status.map({ $0 >= 500 }) ?? true {
            let start = journal.text.count
            appendHead(index, bytes, terms)
            entry.text = start..<journal.text.count
        }
        journal.entries.append(entry)
    }

    /// Says of the request at hand what is wrong with it; where there is none, it is that of a message that is malformed.
    /// - Parameter method: as far as it is known.
    mutating func noteFault(_ index: Int, _ kind: ProtocolError.Kind, method: Method, requestID: [UInt8]) {
        counters.count(kind)
        if !journal.hasOpenEntry, !holdsOpenEntry(index) {
            var entry = Journal.Entry(started: started, method: method, route: 0)
            entry.isSampled = sampling.takesNext()
            if !sampling.isOff {
                let (form, start) = (reporting.form, journal.text.count)
                form.append("id", requestID.span, to: &journal.text)
                appendClient(connections[index].peer)
                if method != .unknown { form.append("method", method.name, to: &journal.text) }
                entry.text = start..<journal.text.count
            }
            journal.entries.append(entry)
        }
        changeLastEntry(index) { $0.fault = kind }
    }

    private mutating func appendHead(_ index: Int, _ bytes: Span<UInt8>, _ terms: Reply.Terms) {
        let form = reporting.form
        form.append("id", terms.requestID.span, to: &journal.text)
        appendClient(client(of: index, bytes))
        form.append("method", bytes.extracting(head.methodRange), to: &journal.text)
        form.append("target", bytes.extracting(head.target), to: &journal.text)
        form.append("version", head.minorVersion == 0 ? "1.0" : "1.1", to: &journal.text)
        if let session = connections[index].session { form.append("tls", session.version, to: &journal.text) }
        refreshGeneration()
        let generation = dataGeneration
        if !generation.isEmpty { form.append("generation", generation.span, to: &journal.text) }
        if let agent = head.first(.userAgent) { form.append("agent", bytes.extracting(agent), to: &journal.text) }
        if let referer = head.first(.referer) { form.append("referer", bytes.extracting(referer), to: &journal.text) }
    }

    private mutating func appendClient(_ client: InternetAddress?) {
        guard let client else { return }
        if client != lastClient {
            lastClient = client
            clientText.removeAll(keepingCapacity: true)
            client.append(to: &clientText)
        }
        let text = clientText
        reporting.form.append("client", text.span, to: &journal.text)
    }

    private mutating func refreshGeneration() {
        let epoch = application.epoch
        guard epoch != generationEpoch else { return }
        dataGeneration = Array(application.generation.utf8)
        generationEpoch = epoch
    }

    /// Who asks: the peer, or whom a proxy that is trusted names.
    func client(of index: Int, _ bytes: Span<UInt8>) -> InternetAddress? {
        guard connections[index].isProxy, let peer = connections[index].peer else { return connections[index].peer }
        return Forwarding.client(head, bytes, peer: peer, proxies: reporting.trustedProxies)
    }

    // MARK: Answering

    /// How many octets the connection has been sent, with those that are collected.
    func place(_ index: Int) -> Int { connections[index].delivered + output.count }

    /// - Parameters:
    ///   - first: the place of the answer's first octet.
    ///   - end: the place behind its last, `.max` while that is not known.
    mutating func answerEntry(_ index: Int, _ reply: Reply, first: Int, end: Int) {
        changeLastEntry(index) { entry in
            entry.status = reply.status
            if reply.answer.route != 0 { entry.route = reply.answer.route }
            (entry.first, entry.end) = (first, end)
        }
    }

    /// The stream that is the answer has given its last piece.
    mutating func endEntry(_ index: Int, isCut: Bool) {
        let end = place(index)
        changeLastEntry(index) { entry in
            entry.end = end
            entry.isCut = isCut
        }
    }

    private func holdsOpenEntry(_ index: Int) -> Bool {
        unfinishedNumber(index).map { unfinished[$0].journal.hasOpenEntry } ?? false
    }

    private mutating func changeLastEntry(_ index: Int, _ change: (inout Journal.Entry) -> Void) {
        if !journal.entries.isEmpty {
            change(&journal.entries[journal.entries.count - 1])
        } else if let number = unfinishedNumber(index), !unfinished[number].journal.isEmpty {
            change(&unfinished[number].journal.entries[unfinished[number].journal.entries.count - 1])
        }
    }

    /// Keeps the entries with the connection.
    mutating func stowEntries(_ number: Int) { unfinished[number].journal.append(&journal) }

    // MARK: Writing down

    /// Writes down the requests of the connection at hand whose answers the kernel has taken; keeps the others.
    mutating func settle(_ index: Int) {
        guard !journal.isEmpty || holdsEntries(index) else { return }
        var entries = takeEntries(index)
        let (delivered, now) = (connections[index].delivered, Platform.monotonicNanoseconds())
        var done = 0
        while done < entries.entries.count, entries.entries[done].end <= delivered {
            record(entries.entries[done], entries.text, delivered, at: now)
            done += 1
        }
        if done == entries.entries.count {
            entries.removeAll()
            // With its storage.
            swap(&entries, &journal)
        } else {
            entries.entries.removeFirst(done)
            let number = makeUnfinished(index)
            swap(&entries, &unfinished[number].journal)
        }
    }

    /// Writes down all requests of a connection that ends.
    mutating func abandonEntries(_ index: Int) {
        guard !journal.isEmpty || holdsEntries(index) else { return }
        let entries = takeEntries(index)
        let (delivered, now) = (connections[index].delivered, Platform.monotonicNanoseconds())
        for entry in entries.entries { record(entry, entries.text, delivered, at: now) }
    }

    private func holdsEntries(_ index: Int) -> Bool {
        unfinishedNumber(index).map { !unfinished[$0].journal.isEmpty } ?? false
    }

    private mutating func takeEntries(_ index: Int) -> Journal {
        var entries = Journal()
        if let number = unfinishedNumber(index), !unfinished[number].journal.isEmpty {
            stowEntries(number)
            swap(&entries, &unfinished[number].journal)
        } else {
            swap(&entries, &journal)
        }
        return entries
    }

    private mutating func record(_ entry: Journal.Entry, _ text: [UInt8], _ delivered: Int, at now: Int64) {
        let duration = max(0, now - entry.started)
        counters.count(route: entry.route, method: entry.method, status: entry.status, nanoseconds: duration)
        guard !entry.text.isEmpty, entry.isSampled || entry.status >= 500 else { return }
        let form = reporting.form
        form.appendStart(time: time.octets, level: "info", message: "request", to: &lines)
        text.withUnsafeBufferPointer { lines.append(contentsOf: UnsafeBufferPointer(rebasing: $0[entry.text])) }
        if entry.status > 0 { form.append("status", entry.status, to: &lines) }
        form.append("octets", max(0, min(delivered, entry.end) - entry.first), to: &lines)
        form.append("microseconds", Int(duration / 1000), to: &lines)
        if let fault = entry.fault { form.append("fault", fault.rawValue, to: &lines) }
        if entry.isCut || entry.end > delivered { form.append("complete", false, to: &lines) }
        form.appendEnd(to: &lines)
        lineCount += 1
        if lines.count >= Self.linesBound { handOverLines() }
    }

    mutating func handOverLines() {
        guard lineCount > 0 else { return }
        reporting.write(lines.span, lineCount)
        lines.removeAll(keepingCapacity: true)
        lineCount = 0
    }

    /// Tells it if it has not been told for ten seconds.
    mutating func warn(_ warning: ServerWarning) {
        guard now >= warnsAgain[warning.rawValue] else { return }
        warnsAgain[warning.rawValue] = now &+ 100
        reporting.warn(warning)
    }
}
