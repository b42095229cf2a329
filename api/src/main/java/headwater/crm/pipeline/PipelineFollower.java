package headwater.crm.pipeline;

import headwater.crm.permission.Viewer;

/** Learns that a pipeline's rules have changed, in the same transaction. */
public interface PipelineFollower {

    /** What its stages ask for is something else from now on. */
    default void changed(Viewer viewer, Pipeline before, Pipeline after) {}

    /** A stage is gone; another one of the pipeline takes over what stands in it. */
    default void retired(Viewer viewer, Pipeline after, Stage gone, Stage successor) {}

    /** How many of the follower's records stand in a stage. */
    default int standing(Viewer viewer, Stage stage) {
        return 0;
    }
}
