/** How the PostgreSQL inside runs. Durability is never traded: an acknowledged event is on disk. */
import { PORT } from './postmaster.ts'

export function clusterSettings(sockets: string): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    port: String(PORT),
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_compression: 'off',
    wal_level: 'replica',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',
    max_connections: '50',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    idle_in_transaction_session_timeout: '60s',
  }
}
