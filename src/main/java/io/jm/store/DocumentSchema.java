package io.jm.store;

/** The known keys of config.json, version 3, in docker-machine's order. */
final class DocumentSchema {
    static final int VERSION = 3;

    private DocumentSchema() {}

    enum Kind {
        TEXT,
        WHOLE,
        NUMBER,
        FLAG,
        LIST,
        RAW,
        OBJECT
    }

    /**
     * One key.
     *
     * @param inner the keys of an object; empty for other types
     */
    record Field(String name, Kind kind, Field[] inner) {}

    static final Field[] ENGINE = {
        list("ArbitraryFlags"),
        list("Dns"),
        text("GraphDir"),
        list("Env"),
        flag("Ipv6"),
        list("InsecureRegistry"),
        list("Labels"),
        text("LogLevel"),
        text("StorageDriver"),
        flag("SelinuxEnabled"),
        flag("TlsVerify"),
        list("RegistryMirror"),
        text("InstallURL"),
    };

    static final Field[] SWARM = {
        flag("IsSwarm"),
        text("Address"),
        text("Discovery"),
        flag("Agent"),
        flag("Master"),
        text("Host"),
        text("Image"),
        text("Strategy"),
        whole("Heartbeat"),
        new Field("Overcommit", Kind.NUMBER, new Field[0]),
        list("ArbitraryFlags"),
        list("ArbitraryJoinFlags"),
        list("Env"),
        flag("IsExperimental"),
    };

    static final Field[] AUTH = {
        text("CertDir"),
        text("CaCertPath"),
        text("CaPrivateKeyPath"),
        text("CaCertRemotePath"),
        text("ServerCertPath"),
        text("ServerKeyPath"),
        text("ClientKeyPath"),
        text("ServerCertRemotePath"),
        text("ServerKeyRemotePath"),
        text("ClientCertPath"),
        list("ServerCertSANs"),
        text("StorePath"),
    };

    static final Field[] HOST = {
        text("Driver"),
        whole("Memory"),
        whole("Disk"),
        new Field("EngineOptions", Kind.OBJECT, ENGINE),
        new Field("SwarmOptions", Kind.OBJECT, SWARM),
        new Field("AuthOptions", Kind.OBJECT, AUTH),
    };

    static final Field[] TOP = {
        whole("ConfigVersion"),
        new Field("Driver", Kind.RAW, new Field[0]),
        text("DriverName"),
        new Field("HostOptions", Kind.OBJECT, HOST),
        text("Name"),
    };

    private static Field text(String name) {
        return new Field(name, Kind.TEXT, new Field[0]);
    }

    private static Field whole(String name) {
        return new Field(name, Kind.WHOLE, new Field[0]);
    }

    private static Field flag(String name) {
        return new Field(name, Kind.FLAG, new Field[0]);
    }

    private static Field list(String name) {
        return new Field(name, Kind.LIST, new Field[0]);
    }
}
