package io.jm.swarm;

import java.util.List;

/** Too few managers of a swarm answer: nothing can be changed in it, and what runs goes on. */
final class NoQuorumException extends SwarmException {
    private static final long serialVersionUID = 1L;

    NoQuorumException(String cluster, List<String> answering, Quorum quorum, String program) {
        super(cluster + " has no quorum: of its " + quorum.managers() + " managers only " + String.join(", ", answering)
                + (answering.size() == 1 ? " answers" : " answer") + ", and " + quorum.needed()
                + " must. Start the others. If they are gone for good, make a new swarm of what is left, with its"
                + " services: " + program + " exec " + answering.get(0)
                + " docker swarm init --force-new-cluster --advertise-addr ADDRESS");
    }
}
