package headwater.crm.pipeline;

import headwater.crm.permission.Viewer;

/** Learns that a pipeline's rules have changed, in the same transaction. */
public interface PipelineFollower {
    void changed(Viewer viewer, Pipeline before, Pipeline after);
}
