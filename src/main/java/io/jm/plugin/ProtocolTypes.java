package io.jm.plugin;

import io.jm.go.gob.GobType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of the driver protocol, with the names that each version of the Go library registers. */
final class ProtocolTypes {
    /** The type name of option values. */
    static final String FLAGS = "*rpcdriver.RPCFlags";
    /** The type name of option values in libraries before 0.5.1. */
    static final String OLD_FLAGS = "*rpcdriver.RpcFlags";

    static final String TEXT_FLAG = "*mcnflag.StringFlag";
    static final String NUMBER_FLAG = "*mcnflag.IntFlag";
    static final String SWITCH_FLAG = "*mcnflag.BoolFlag";
    static final String LIST_FLAG = "*mcnflag.StringSliceFlag";

    private ProtocolTypes() {}

    /** Returns the types that an interface value may have. */
    static Map<String, GobType> registered() {
        GobType texts = new GobType.Sequence("[]string", GobType.TEXT);
        GobType table = new GobType.Table("map[string]interface {}", GobType.TEXT, GobType.ANY);
        GobType flags = new GobType.Struct("RPCFlags", List.of(new GobType.Field("Values", table)));
        Map<String, GobType> types = new HashMap<>();
        types.put("string", GobType.TEXT);
        types.put("int", GobType.INT);
        types.put("bool", GobType.BOOL);
        types.put("[]string", texts);
        types.put(FLAGS, flags);
        types.put(OLD_FLAGS, flags);
        types.put(TEXT_FLAG, flag("StringFlag", GobType.TEXT));
        types.put(NUMBER_FLAG, flag("IntFlag", GobType.INT));
        types.put(LIST_FLAG, flag("StringSliceFlag", texts));
        types.put(SWITCH_FLAG, new GobType.Struct("BoolFlag", described()));
        return types;
    }

    /** Returns the type of a list of create flags. */
    static GobType flagList() {
        return new GobType.Sequence("", GobType.ANY);
    }

    private static GobType flag(String name, GobType value) {
        List<GobType.Field> fields = described();
        fields.add(new GobType.Field("Value", value));
        return new GobType.Struct(name, fields);
    }

    private static List<GobType.Field> described() {
        List<GobType.Field> fields = new ArrayList<>();
        for (String name : List.of("Name", "Usage", "EnvVar")) {
            fields.add(new GobType.Field(name, GobType.TEXT));
        }
        return fields;
    }
}
