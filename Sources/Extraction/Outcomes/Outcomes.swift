/// What a report tells of beside its exchanges: agreements, partnerships, roles and frameworks.
enum Outcomes {
    static func drafts(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        AgreementReader.read(scene, exchanges) + PartnershipReader.read(scene, exchanges)
            + RoleReader.read(scene, exchanges) + FrameworkReader.read(scene, exchanges)
    }
}
