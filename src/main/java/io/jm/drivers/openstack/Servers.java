package io.jm.drivers.openstack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The servers of a project by their ids: one answer for all machines of a listing. */
record Servers(Map<String, Server> byId) {
    static Servers of(List<Server> all) {
        Map<String, Server> byId = new TreeMap<>();
        all.forEach(server -> byId.put(server.id(), server));
        return new Servers(byId);
    }
}
