package io.jm.go.rpc;

import io.jm.go.gob.GobType;
import java.util.Map;

/** What an {@link RpcServer} answers with; called by several threads at once. */
public interface RpcService {
    /** The types that may travel behind an interface, by name. */
    Map<String, GobType> registered();

    /**
     * Does what is asked.
     *
     * @param method the service and the method, with a dot between them
     * @throws io.jm.base.JmException whose text the caller is given
     */
    RpcValue call(String method, Object argument);

    /** Told when the answer to a call is on its way. */
    void answered(String method);
}
