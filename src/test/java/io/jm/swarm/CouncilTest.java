package io.jm.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.Ticker;
import io.jm.engine.EngineRefusal;
import io.jm.engine.EngineTls;
import io.jm.engine.SwarmClient;
import io.jm.testkit.SwarmEngines;
import java.nio.file.Path;
import java.util.List;
import java.util.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What managers are asked for if one of them is none any more. */
class CouncilTest {
    private final SwarmEngines engines = new SwarmEngines();
    private final Timer timer = new Timer(true);

    @AfterEach
    void stop() {
        engines.close();
        timer.cancel();
    }

    private Seat seat(String machine, SwarmEngines.Engine engine) {
        Path none = Path.of("none");
        return new Seat(machine, new SwarmClient(engine.url(), new EngineTls(none, none, none), timer));
    }

    @Test
    void theNextManagerIsAskedIfOneLostItsPlace() throws Exception {
        Seat lost = seat("m1", engines.add("m1", "10.0.0.1"));
        Seat other = seat("m2", engines.add("m2", "10.0.0.2"));
        other.engine().init("", "prod");
        assertEquals(
                1, new Council(List.of(lost, other), Ticker.system()).nodes().size());
        Council alone = new Council(List.of(lost), Ticker.system());
        assertEquals(true, assertThrows(EngineRefusal.class, alone::nodes).isNoManager());
    }
}
