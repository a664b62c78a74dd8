#!/bin/bash
# The shards of a planned batch as a Slurm job array, one task a shard. Make the plan first, on a
# folder that every node sees, then:
#
#   ambit batch plan stores/*.gpkg --out reports
#   sbatch --array=1-16 Tools/cluster/slurm-batch.sh reports
#   ambit batch merge reports        # once the array has ended
#
# A task that was killed or failed is run again by giving its number: --array=7. What is there stays.
#SBATCH --job-name=ambit-reports
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=1G
#SBATCH --output=ambit-%A-%a.log
set -euo pipefail

reports="${1:?give the folder of the plan}"
# SLURM_ARRAY_TASK_COUNT counts the tasks of this submission; a task that is run again belongs to as
# many shards as there were then: AMBIT_SHARDS says how many.
shards="${AMBIT_SHARDS:-$SLURM_ARRAY_TASK_COUNT}"
exec "${AMBIT:-ambit}" batch run "$reports" --shard "$SLURM_ARRAY_TASK_ID/$shards" \
  --jobs "${SLURM_CPUS_PER_TASK:-1}"
